package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.IntakeComponent;
import codestare.nursery.itest.probe.Behaviour;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** A component that depends on the condition that work is accepted. */
@EachContainer
class AcceptingTest {
    private final TestFramework framework = TestFramework.withNursery();

    AcceptingTest() throws Exception {}

    @BeforeEach
    void install() throws Exception {
        framework.add(ConsumerBundle.named("acme.intake").components(IntakeComponent.class));
        framework.expect("intake opens");
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
        assertThat(framework.errors()).isEmpty();
    }

    @Nested
    class When_the_framework_stops {
        @Test
        void it_is_deactivated_before_the_work_ends() throws Exception {
            Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
            framework.probe(consumer).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");

            framework.shutDown();

            assertThat(framework.journal().notes())
                    .containsSubsequence("intake closes", "worker cancelled", "acme.search 1.0.0 deactivated");
            assertThat(framework.log().warnings()).isEmpty();
        }
    }

    @Nested
    class When_impl_stops {
        @Test
        void it_is_deactivated_and_comes_back_with_impl() throws Exception {
            framework.stop(framework.impl());
            framework.expect("intake closes");

            framework.start(framework.impl());

            assertThat(Limit.comesTrue(Limit.GENEROUS, () -> notes().size() == 3))
                    .isTrue();
            assertThat(notes()).containsExactly("intake opens", "intake closes", "intake opens");
        }

        private List<String> notes() {
            return framework.journal().notes().stream()
                    .filter(note -> note.startsWith("intake"))
                    .toList();
        }
    }
}
