package codestare.nursery.inventory;

import codestare.nursery.runtime.ExitEntry;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.TaskSnapshot;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The picture for browsers: a piece of a page, in the classes of the web console. */
final class HtmlPage {
    private final PrintWriter out;

    private HtmlPage(PrintWriter out) {
        this.out = out;
    }

    static void print(Picture picture, PrintWriter out) {
        new HtmlPage(out).print(picture);
    }

    private void print(Picture picture) {
        status(Sentences.of(picture.counts()));
        if (picture.ending() != null) {
            status(Sentences.ofEnding(picture.ending()));
        }
        picture.shutdowns().forEach(shutdown -> status(Sentences.of(shutdown)));
        if (!picture.stragglers().isEmpty()) {
            begin("Left behind", "Id", "Task", "Owner", "Left behind by", "Since", "Stack");
            picture.stragglers()
                    .forEach(left -> row(
                            left.id(),
                            left.name(),
                            left.owner(),
                            left.where(),
                            Sentences.of(left.since()),
                            String.join("\n", left.stack())));
            end();
        }
        begin(
                "Nurseries",
                "Id",
                "Nursery",
                "Parent",
                "Loop",
                "State",
                "Age",
                "Active",
                "Created",
                "Failed",
                "Ends with");
        picture.loops().forEach(loop -> loop.nurseries().forEach(nursery -> row(loop, nursery)));
        end();
        begin("Tasks", "Id", "Task", "Loop", "Status", "Age", "Thread");
        picture.loops().forEach(this::tasks);
        end();
        if (!picture.failures().isEmpty()) {
            begin("Failures", "Time", "Loop", "Task", "Error");
            picture.failures()
                    .forEach(failure -> row(
                            failure.time(),
                            failure.loop(),
                            failure.task(),
                            failure.error().trace()));
            end();
        }
        begin("Signals", "Signal", "State", "Other handler");
        picture.signals().forEach(signal -> row(signal.name(), Sentences.of(signal.state()), signal.otherHandler()));
        end();
    }

    private void row(LoopSnapshot loop, NurserySnapshot nursery) {
        row(
                nursery.id(),
                nursery.name(),
                nursery.parent(),
                loop.name(),
                nursery.closing() ? "closing" : "open",
                Sentences.of(nursery.age()),
                nursery.tasks().size(),
                nursery.created(),
                nursery.failures(),
                nursery.exits().stream()
                        .filter(exit ->
                                exit.kind() == ExitEntry.Kind.RESOURCE || exit.kind() == ExitEntry.Kind.CALLBACK)
                        .map(Sentences::of)
                        .collect(Collectors.joining("\n")));
    }

    private void tasks(LoopSnapshot loop) {
        tasks(loop, loop.tasks());
        loop.nurseries().forEach(nursery -> tasks(loop, nursery.tasks()));
    }

    private void tasks(LoopSnapshot loop, List<TaskSnapshot> tasks) {
        tasks.stream()
                .limit(Picture.TASKS)
                .forEach(task -> row(
                        task.id(),
                        task.name(),
                        loop.name(),
                        Sentences.of(task.status()) + (task.cancelRequested() ? ", cancelled" : ""),
                        Sentences.of(task.age()),
                        Sentences.of(task.thread())));
        if (tasks.size() > Picture.TASKS) {
            row("", "… and " + (tasks.size() - Picture.TASKS) + " tasks more", loop.name(), "", "", "");
        }
    }

    private void status(String text) {
        out.println("<p class='statline'>" + escaped(text) + "</p>");
    }

    private void begin(String caption, String... titles) {
        out.println("<table class='nicetable tablesorter ui-widget'><caption class='ui-widget-header'>"
                + escaped(caption) + "</caption><thead><tr>");
        for (String title : titles) {
            out.print("<th class='header ui-widget-header'>" + escaped(title) + "</th>");
        }
        out.println("</tr></thead><tbody class='ui-widget-content'>");
    }

    private void row(@Nullable Object... cells) {
        out.print("<tr>");
        for (@Nullable Object cell : cells) {
            String text = escaped(Objects.toString(cell, "")).replace("\n", "<br/>");
            out.print("<td>" + text + "</td>");
        }
        out.println("</tr>");
    }

    private void end() {
        out.println("</tbody></table>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
