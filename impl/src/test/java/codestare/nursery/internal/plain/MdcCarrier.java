package codestare.nursery.internal.plain;

import codestare.nursery.ContextCarrier;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.MDC;

/** Carries the diagnostic context of slf4j. */
public final class MdcCarrier implements ContextCarrier {
    @Override
    public <T> Callable<T> carry(Callable<T> body) {
        Map<String, String> carried = MDC.getCopyOfContextMap();
        if (carried == null || carried.isEmpty()) {
            return body;
        }
        return () -> {
            MDC.setContextMap(carried);
            try {
                return body.call();
            } finally {
                MDC.clear();
            }
        };
    }
}
