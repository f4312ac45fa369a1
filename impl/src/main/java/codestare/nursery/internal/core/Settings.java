package codestare.nursery.internal.core;

import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.internal.work.ThreadMaker;
import java.time.Duration;

/**
 * What an operator may set about nurseries and their tasks.
 *
 * @param grace how long a close may last
 * @param shutdownDeadline how long a whole shutdown may last
 * @param threads what workers are made of
 * @param freshThreads whether each task gets a thread of its own
 * @param tasksLimit how many tasks of one loop run at once; 0 if there is no limit
 */
public record Settings(
        Duration grace, Duration shutdownDeadline, ThreadKind threads, boolean freshThreads, int tasksLimit) {
    private static final int MOST_TASKS = 1_000_000;

    /** What holds where nothing is set: below the 5 s of SCR's lock, and below the usual 30 s before a kill. */
    public static final Settings DEFAULTS =
            new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ThreadKind.AUTO, false);

    /** Settings without a limit of tasks. */
    public Settings(Duration grace, Duration shutdownDeadline, ThreadKind threads, boolean freshThreads) {
        this(grace, shutdownDeadline, threads, freshThreads, 0);
    }

    /**
     * Reads settings.
     *
     * @param absent what holds where the source says nothing
     * @param last what holds where the source says something bad
     */
    public static Settings read(SettingSource source, Settings absent, Settings last) {
        return new Settings(
                source.duration("grace", absent.grace, last.grace),
                source.duration("shutdown.deadline", absent.shutdownDeadline, last.shutdownDeadline),
                threads(source, absent.threads, last.threads),
                source.flag("threads.fresh", absent.freshThreads, last.freshThreads),
                source.number("tasks.limit", absent.tasksLimit, last.tasksLimit, MOST_TASKS));
    }

    private static ThreadKind threads(SettingSource source, ThreadKind absent, ThreadKind last) {
        if (ThreadMaker.hasVirtualThreads()) {
            return source.choice("threads", absent, last, "auto, virtual or platform");
        }
        return source.value(
                "threads",
                absent,
                last,
                value -> switch (value) {
                    case "auto" -> ThreadKind.AUTO;
                    case "platform" -> ThreadKind.PLATFORM;
                    default -> null;
                },
                "auto or platform; virtual threads need Java 21 or newer");
    }
}
