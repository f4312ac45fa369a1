package codestare.nursery.internal.core;

import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.internal.work.ThreadMaker;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** A test that gets a {@link Ground} and runs once for each kind of threads this JVM has. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(EachThreadKind.Kinds.class)
public @interface EachThreadKind {
    /** Runs the test for each kind. */
    final class Kinds implements TestTemplateInvocationContextProvider {
        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            return ThreadMaker.hasVirtualThreads()
                    ? Stream.of(new Kind(ThreadKind.PLATFORM), new Kind(ThreadKind.VIRTUAL))
                    : Stream.of(new Kind(ThreadKind.PLATFORM));
        }
    }

    /** One run: a ground of its own, which must be left clean. */
    final class Kind implements TestTemplateInvocationContext, ParameterResolver, AfterEachCallback {
        private final Ground ground;

        Kind(ThreadKind kind) {
            this.ground = new Ground(kind);
        }

        @Override
        public String getDisplayName(int invocationIndex) {
            return ground.kind().name().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Ground.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return ground;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            ground.clear();
        }
    }
}
