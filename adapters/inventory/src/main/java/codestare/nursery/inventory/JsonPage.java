package codestare.nursery.inventory;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.TaskCounts;
import codestare.nursery.runtime.TaskSnapshot;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The picture for programs; times in milliseconds. */
final class JsonPage {
    private JsonPage() {}

    static String of(Picture picture) {
        return Json.object(page -> {
            counts(page, picture.counts());
            page.member("ending", picture.ending());
            page.objects("loops", each(picture.loops(), loop -> json -> loop(json, loop)));
            page.objects(
                    "stragglers",
                    each(
                            picture.stragglers(),
                            left -> json -> json.member("id", left.id())
                                    .member("task", left.name())
                                    .member("owner", left.owner())
                                    .member("where", left.where())
                                    .member("since", left.since().toMillis())
                                    .strings("stack", left.stack())));
            page.objects(
                    "failures",
                    each(
                            picture.failures(),
                            failure -> json -> json.member("time", failure.time())
                                    .member("owner", failure.owner())
                                    .member("loop", failure.loop())
                                    .member("nursery", failure.nursery())
                                    .member("task", failure.task())
                                    .member("error", failure.error().className())
                                    .member("message", failure.error().message())
                                    .member("trace", failure.error().trace())));
            page.objects(
                    "shutdowns",
                    each(
                            picture.shutdowns(),
                            shutdown -> json -> json.member("loop", shutdown.loop())
                                    .member("owner", shutdown.owner())
                                    .member("reason", shutdown.reason())
                                    .member("age", shutdown.age().toMillis())));
            page.objects(
                    "signals",
                    each(
                            picture.signals(),
                            signal -> json -> json.member("name", signal.name())
                                    .member("state", signal.state())
                                    .member("otherHandler", signal.otherHandler())));
        });
    }

    private static <T> List<Consumer<Json>> each(List<T> values, Function<T, Consumer<Json>> writing) {
        return values.stream().map(writing).toList();
    }

    private static void counts(Json json, TaskCounts counts) {
        json.member("active", counts.active())
                .member("created", counts.created())
                .member("succeeded", counts.succeeded())
                .member("failed", counts.failed())
                .member("cancelled", counts.cancelled())
                .member("straggled", counts.straggled());
    }

    private static void loop(Json json, LoopSnapshot loop) {
        json.member("id", loop.id())
                .member("name", loop.name())
                .member("owner", loop.owner())
                .member("state", loop.state());
        counts(json, loop.counts());
        tasks(json, loop.tasks());
        json.objects("nurseries", each(loop.nurseries(), nursery -> inner -> nursery(inner, nursery)));
    }

    private static void nursery(Json json, NurserySnapshot nursery) {
        json.member("id", nursery.id())
                .member("name", nursery.name())
                .member("parent", nursery.parent())
                .member("closing", nursery.closing())
                .member("age", nursery.age().toMillis())
                .member("created", nursery.created())
                .member("failures", nursery.failures());
        json.objects(
                "exits",
                each(
                        nursery.exits(),
                        exit -> inner -> inner.member("kind", exit.kind()).member("what", exit.what())));
        tasks(json, nursery.tasks());
    }

    private static void tasks(Json json, List<TaskSnapshot> tasks) {
        json.objects(
                "tasks",
                each(
                        tasks,
                        task -> inner -> inner.member("id", task.id())
                                .member("name", task.name())
                                .member("status", task.status())
                                .member("cancelRequested", task.cancelRequested())
                                .member(
                                        "age",
                                        task.age() == null ? null : task.age().toMillis())
                                .member("thread", task.thread())));
    }
}
