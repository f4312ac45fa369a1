package codestare.nursery.inventory;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.TaskSnapshot;
import java.io.PrintWriter;
import java.util.List;

/** The picture for people who read files. */
final class TextPage {
    private TextPage() {}

    static void print(Picture picture, PrintWriter out) {
        out.println(Sentences.of(picture.counts()));
        if (picture.ending() != null) {
            out.println(Sentences.ofEnding(picture.ending()));
        }
        picture.shutdowns().forEach(shutdown -> out.println(Sentences.of(shutdown)));
        for (LoopSnapshot loop : picture.loops()) {
            out.println();
            out.println("loop " + loop.id() + " [" + loop.name() + "] of " + loop.owner() + ", "
                    + Sentences.of(loop.state()));
            print(loop.tasks(), "  ", out);
            loop.nurseries().forEach(nursery -> print(nursery, out));
        }
        if (!picture.stragglers().isEmpty()) {
            out.println();
            out.println("left behind");
            picture.stragglers().forEach(left -> {
                out.println("  " + Sentences.of(left));
                left.stack().forEach(frame -> out.println("    at " + frame));
            });
        }
        if (!picture.failures().isEmpty()) {
            out.println();
            out.println("failures");
            picture.failures().forEach(failure -> {
                out.println("  " + Sentences.of(failure));
                failure.error().trace().lines().forEach(line -> out.println("    " + line));
            });
        }
        out.println();
        out.println("signals");
        picture.signals().forEach(signal -> out.println("  " + Sentences.of(signal)));
    }

    private static void print(NurserySnapshot nursery, PrintWriter out) {
        out.println("  " + Sentences.of(nursery));
        nursery.exits().forEach(exit -> out.println("    on its stack: " + Sentences.of(exit)));
        print(nursery.tasks(), "    ", out);
    }

    private static void print(List<TaskSnapshot> tasks, String indent, PrintWriter out) {
        tasks.stream().limit(Picture.TASKS).forEach(task -> out.println(indent + Sentences.of(task)));
        if (tasks.size() > Picture.TASKS) {
            out.println(indent + "… and " + (tasks.size() - Picture.TASKS) + " tasks more");
        }
    }
}
