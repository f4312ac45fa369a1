package codestare.nursery.examples.hasher;

import codestare.nursery.TaskAction;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Lets people see how far it is, as long as it runs. */
record Ticker(Report report, boolean showProgress) implements TaskAction {
    private static final long MILLISECONDS = 200;

    @Override
    public void run() throws IOException, InterruptedException {
        while (true) {
            TimeUnit.MILLISECONDS.sleep(MILLISECONDS);
            report.tick(showProgress);
        }
    }
}
