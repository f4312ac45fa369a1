package codestare.nursery.testing;

import codestare.nursery.IsolatedNurseries;
import codestare.nursery.Nurseries;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test nurseries of its own, ends them after it, and fails the test if anything is left of them.
 *
 * <p>A parameter of a test, or of its {@code BeforeEach} method, may be
 *
 * <ul>
 *   <li>a {@link TaskNursery}, as a component gets one: the same for all parameters of a test;
 *   <li>a {@link TaskNurseryFactory}, for code that opens its own;
 *   <li>an {@link IsolatedNurseries}, which has all services;
 *   <li>a {@link TestClock}: where a test asks for it, the time of its nurseries stands until the test moves it.
 * </ul>
 *
 * <p>After the test and its {@code AfterEach} methods the nurseries end, as they do when a bundle stops: tasks are cancelled,
 * resources are closed. What does not end within the grace period fails the test, and so does a platform thread which was
 * started since the test began and is still there some seconds later. As threads bear no name of their test, other tests must
 * not run at the same time.
 *
 * @since 1.0
 */
public final class NurseryExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(NurseryExtension.class);
    private static final Duration FOR_THREADS = Duration.ofSeconds(5);

    /**
     * Called by JUnit.
     *
     * @since 1.0
     */
    public NurseryExtension() {}

    /** What one test has got. */
    private static final class Kit {
        final LeftThreads threads = new LeftThreads();
        final IsolatedNurseries nurseries = Nurseries.isolated();
        private @Nullable TaskNursery nursery;
        private @Nullable TestClock clock;

        TaskNursery nursery() {
            TaskNursery present = nursery;
            if (present == null) {
                present = nurseries.factory().open();
                nursery = present;
            }
            return present;
        }

        TestClock clock() {
            TestClock present = clock;
            if (present == null) {
                present = new TestClock(nurseries);
                clock = present;
            }
            return present;
        }
    }

    private static Kit kit(ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Kit.class, type -> new Kit(), Kit.class);
    }

    /**
     * Called by JUnit.
     *
     * @since 1.0
     */
    @Override
    public void beforeEach(ExtensionContext context) {
        kit(context);
    }

    /**
     * Called by JUnit.
     *
     * @since 1.0
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        // none for constructors and BeforeAll methods: what they get would outlive a test
        return context.getTestMethod().isPresent()
                && (type == TaskNursery.class
                        || type == TaskNurseryFactory.class
                        || type == IsolatedNurseries.class
                        || type == TestClock.class);
    }

    /**
     * Called by JUnit.
     *
     * @since 1.0
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Kit kit = kit(context);
        if (type == TaskNursery.class) {
            return kit.nursery();
        }
        if (type == TestClock.class) {
            return kit.clock();
        }
        return type == IsolatedNurseries.class ? kit.nurseries : kit.nurseries.factory();
    }

    /**
     * Called by JUnit.
     *
     * @throws AssertionError if a task, a straggler or a thread is left
     * @throws InterruptedException if the test is interrupted meanwhile
     * @since 1.0
     */
    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        Kit kit = kit(context);
        kit.nurseries.close();
        List<String> left = new ArrayList<>(Quiescence.left(kit.nurseries.runtime()));
        if (left.isEmpty()) {
            left.addAll(kit.threads.await(FOR_THREADS));
        }
        if (!left.isEmpty()) {
            throw new AssertionError("test [" + context.getDisplayName()
                    + "] leaves something behind; make it end when it is interrupted:" + String.join("", left));
        }
    }
}
