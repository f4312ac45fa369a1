package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.spi.ToolProvider;

/** A command of the JDK that runs this test: {@code javac}, {@code jdeps}, {@code jlink}. */
final class JdkTool {
    private final String name;

    private JdkTool(String name) {
        this.name = name;
    }

    static JdkTool named(String name) {
        return new JdkTool(name);
    }

    /** Runs the command and returns all that it printed, warnings too; fails where its status is another one. */
    String run(int status, List<String> arguments) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        int ended = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        assertThat(ended)
                .as("status of %s %s, which printed\n%s", name, arguments, printed)
                .isEqualTo(status);
        return printed.toString();
    }
}
