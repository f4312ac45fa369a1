package codestare.nursery.examples.hasher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code hasher.jar} beside the real {@code sha256sum}, on a real tree. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class HasherJarTest {
    private static final int FOLDERS = 100;
    private static final int FILES = 102;

    /** Names that a locale, a shell or a line would spoil. */
    private static final List<String> AWKWARD = List.of(
            " ",
            "-x",
            "two  spaces",
            "quote'\"`$(x)",
            "line\nfeed",
            "back\\slash",
            "\\",
            "tab\t\u0007\u007f",
            "gr\u00fc\u00dfe",
            "e\u0301",
            "\u65e5\u672c\u8a9e",
            "\u202egnp.exe",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "*?[a]",
            "#comment");

    @TempDir
    private static Path folder;

    private static Path tree;
    private static Shell shell;

    @BeforeAll
    static void plant() throws Exception {
        shell = Shell.in(folder);
        tree = Files.createDirectory(folder.resolve("tree"));
        Random random = new Random(1);
        for (int i = 0; i < FOLDERS; i++) {
            Path branch = Files.createDirectory(tree.resolve("folder" + i));
            for (int j = 0; j < FILES; j++) {
                byte[] content = new byte[random.nextInt(3_000)];
                random.nextBytes(content);
                Files.write(branch.resolve("file" + j), content);
            }
        }
        Path odd = Files.createDirectory(tree.resolve("odd \u00f6\n"));
        for (String name : AWKWARD) {
            Path path = FileName.path((odd.toAbsolutePath() + "/" + name).getBytes(StandardCharsets.UTF_8));
            Files.writeString(path, name);
        }
        // no characters in any locale but the old ones
        Files.writeString(
                FileName.path((tree.toAbsolutePath() + "/latin\u00e9\u00ff").getBytes(StandardCharsets.ISO_8859_1)),
                "x");
        Files.createFile(tree.resolve("empty"));
        byte[] large = new byte[5_000_003];
        random.nextBytes(large);
        Files.write(tree.resolve("large"), large);
        plantLinks();
    }

    private static void plantLinks() throws Exception {
        Path links = Files.createDirectory(tree.resolve("links"));
        Files.createSymbolicLink(links.resolve("to-file"), Path.of("../large"));
        Files.createSymbolicLink(links.resolve("to-folder"), Path.of("../folder1"));
        Files.createSymbolicLink(links.resolve("to-nothing"), Path.of("gone"));
        Files.createSymbolicLink(links.resolve("to-itself"), Path.of("to-itself"));
        // opens, and cannot be read by anybody
        Files.createSymbolicLink(links.resolve("to-memory"), Path.of("/proc/self/mem"));
        assertThat(shell.run("mkfifo", links.resolve("pipe").toString()).status())
                .isZero();
        Files.writeString(tree.resolve("locked-file"), "secret");
        Path lockedFolder = Files.createDirectory(tree.resolve("locked-folder"));
        Files.writeString(lockedFolder.resolve("inside"), "secret");
        Files.setPosixFilePermissions(tree.resolve("locked-file"), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(lockedFolder, PosixFilePermissions.fromString("---------"));
    }

    @Nested
    class On_a_tree_of_ten_thousand_files {
        @ParameterizedTest
        @ValueSource(strings = {"C.UTF-8", "C"})
        void it_prints_what_sha256sum_prints_whatever_the_locale(String locale) throws Exception {
            Shell.Result theirs =
                    shell.bash("find -H tree '(' -xtype f -o -xtype l ')' -print0 | LC_ALL=C xargs -0 sha256sum");
            Shell.Result ours = shell.run(hasher("LC_ALL=" + locale, "tree"));
            assertThat(ours.sortedLines()).hasSizeGreaterThan(10_000).isEqualTo(theirs.sortedLines());
            assertThat(ours.status()).isEqualTo(1);
            // what sha256sum was given and could not read; find tells the rest
            assertThat(ours.errors())
                    .containsAll(theirs.errors().stream()
                            .filter(line -> line.startsWith("sha256sum: "))
                            .map(line -> line.replace("sha256sum: ", "hasher: "))
                            .toList());
        }

        @Test
        void each_thing_that_cannot_be_read_is_told_once() throws Exception {
            boolean lockedOut = shell.run("cat", "tree/locked-file").status() != 0;
            Shell.Result ours = shell.run(hasher("LC_ALL=C", "tree"));
            assertThat(ours.errors())
                    .contains(
                            "hasher: tree/links/to-nothing: No such file or directory",
                            "hasher: tree/links/to-memory: Input/output error")
                    .anyMatch(
                            line -> line.startsWith("hasher: tree/links/to-itself: Too many levels of symbolic links"))
                    .hasSize(lockedOut ? 5 : 3);
            if (lockedOut) {
                assertThat(ours.errors())
                        .contains(
                                "hasher: tree/locked-file: Permission denied",
                                "hasher: tree/locked-folder: Permission denied");
            }
        }

        @Test
        void the_order_is_that_of_the_tree_however_many_read_at_once() throws Exception {
            Shell.Result one = shell.run(hasher("LC_ALL=C", "--jobs", "1", "tree"));
            Shell.Result eight = shell.run(hasher("LC_ALL=C", "--jobs", "8", "tree"));
            assertThat(eight.out()).isEqualTo(one.out());
        }

        @Test
        void everything_that_can_be_read_leads_to_status_0() throws Exception {
            Shell.Result ours = shell.run(hasher("LC_ALL=C", "tree/folder1", "tree/large"));
            assertThat(ours.status()).isZero();
            assertThat(ours.errors()).isEmpty();
            assertThat(ours.out()).hasLineCount(FILES + 1);
        }

        @Test
        void a_link_to_a_folder_is_followed_where_it_is_named() throws Exception {
            assertThat(shell.run(hasher("LC_ALL=C", "tree/links/to-folder")).out())
                    .hasLineCount(FILES)
                    .contains("  tree/links/to-folder/file0\n");
        }

        @Test
        void it_runs_on_the_module_path_too() throws Exception {
            String modules = Path.of("target").toAbsolutePath() + "/bundles/:" + moduleOfHasher();
            Shell.Result ours = shell.run(
                    java(),
                    "-p",
                    modules,
                    "-m",
                    "codestare.nursery.examples.hasher/" + Main.class.getName(),
                    "tree/folder1");
            assertThat(ours.errors()).isEmpty();
            assertThat(ours.out()).hasLineCount(FILES);
        }
    }

    @Nested
    class Where_something_is_missing {
        @Test
        void a_path_that_is_not_there_is_told_and_the_others_are_hashed() throws Exception {
            Shell.Result ours = shell.run(hasher("LC_ALL=C", "gone", "tree/folder1"));
            assertThat(ours.errors()).containsExactly("hasher: gone: No such file or directory");
            assertThat(ours.out()).hasLineCount(FILES);
            assertThat(ours.status()).isEqualTo(1);
        }

        @Test
        void a_wrong_command_line_leads_to_status_2_and_the_usage() throws Exception {
            Shell.Result ours = shell.run(hasher("LC_ALL=C"));
            assertThat(ours.errors())
                    .startsWith("hasher: nothing to do; name a file, a folder or a list")
                    .anyMatch(line -> line.startsWith("usage: "));
            assertThat(ours.status()).isEqualTo(2);
        }

        @Test
        void output_that_cannot_be_written_ends_it_with_status_1() throws Exception {
            Shell.Result ours = shell.bash("exec " + String.join(" ", hasher("LC_ALL=C", "tree")) + " > /dev/full");
            assertThat(ours.errors()).contains("hasher: write error: No space left on device");
            assertThat(ours.status()).isEqualTo(1);
        }
    }

    @Nested
    class As_a_check {
        @Test
        void it_reads_what_sha256sum_has_printed_and_says_what_that_says() throws Exception {
            shell.bash("find tree -type f -print0 | LC_ALL=C xargs -0 sha256sum > all.sums");
            shell.bash(
                    "sed 's/^\\(\\\\\\?\\)[0-9a-f]/\\1x/; 5,7s/^x/0/' all.sums | head -200 > spoilt.sums;"
                            + "echo \"$(head -c 64 /dev/zero | tr '\\0' 0)  gone\" >> spoilt.sums; tail -3 all.sums >> spoilt.sums");
            for (String list : List.of("all.sums", "spoilt.sums")) {
                Shell.Result theirs = shell.run("env", "LC_ALL=C", "sha256sum", "--check", list);
                Shell.Result ours = shell.run(hasher("LC_ALL=C", "--check", list));
                assertThat(ours.out()).isEqualTo(theirs.out());
                assertThat(ours.status()).isEqualTo(theirs.status());
                assertThat(ours.errors())
                        .isEqualTo(theirs.errors().stream()
                                .map(line -> line.replace("sha256sum: ", "hasher: "))
                                .toList());
            }
        }

        @Test
        void it_reads_what_it_has_printed() throws Exception {
            Shell.Result hashed = shell.bash(String.join(" ", hasher("LC_ALL=C", "tree")) + " > own.sums");
            assertThat(hashed.status()).isEqualTo(1);
            Shell.Result checked = shell.run(hasher("LC_ALL=C", "--check", "own.sums"));
            assertThat(checked.status()).isZero();
            assertThat(checked.errors()).isEmpty();
            assertThat(checked.out().lines()).allMatch(line -> line.endsWith(": OK"));
            assertThat(shell.run("env", "LC_ALL=C", "sha256sum", "--check", "--quiet", "own.sums")
                            .status())
                    .isZero();
        }

        @ParameterizedTest
        @CsvSource({
            "tree/empty, no properly formatted checksum lines found",
            "gone, No such file or directory",
            "tree, Is a directory"
        })
        void a_list_that_is_none_is_told(String list, String reason) throws Exception {
            Shell.Result ours = shell.run(hasher("LC_ALL=C", "--check", list));
            assertThat(ours.errors()).containsExactly("hasher: " + list + ": " + reason);
            assertThat(ours.out()).isEmpty();
            assertThat(ours.status()).isEqualTo(1);
        }
    }

    @Nested
    class When_it_is_ended_early {
        @TempDir
        Path endless;

        @ParameterizedTest
        @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
        void it_prints_what_is_done_and_has_the_status_of_the_signal(String signal, int status) throws Exception {
            for (int i = 0; i < 10; i++) {
                Files.writeString(endless.resolve("file" + i), "content " + i);
            }
            // whole: longer than anybody waits
            try (RandomAccessFile file =
                    new RandomAccessFile(endless.resolve("endless").toFile(), "rw")) {
                file.setLength(1L << 42);
            }
            try (Shell.Running running =
                    shell.start(hasher("LC_ALL=C", "--jobs", "2", "--progress", endless.toString()))) {
                // and of the endless one something, so that it is known
                running.expectError("\r10 files, [1-9]");
                running.signal(signal);
                Shell.Result ours = running.result();
                assertThat(ours.status()).isEqualTo(status);
                Shell.Result theirs = shell.bash("sha256sum " + endless + "/file*");
                assertThat(ours.sortedLines()).isEqualTo(theirs.sortedLines());
                assertThat(ours.errors())
                        .last()
                        .asString()
                        .endsWith("hasher: ended early; 10 files are done, 1 are known and not done");
            }
        }
    }

    @Nested
    class On_a_terminal {
        @TempDir
        Path large;

        @Test
        void it_shows_how_far_it_is_and_takes_that_away_at_the_end() throws Exception {
            try (RandomAccessFile file =
                    new RandomAccessFile(large.resolve("large").toFile(), "rw")) {
                file.setLength(1L << 30);
            }
            String command = String.join(" ", hasher("LC_ALL=C", large.toString())) + " > large.sum";
            Shell.Result terminal = shell.run("script", "-qec", command, "/dev/null");
            assertThat(terminal.out()).contains("\r0 files, ").endsWith("\r\u001b[K");
            assertThat(folder.resolve("large.sum")).content().hasLineCount(1).endsWith("  " + large + "/large\n");
        }

        @Test
        void it_shows_nothing_where_the_output_goes_there_too() throws Exception {
            String command = String.join(" ", hasher("LC_ALL=C", "tree/folder1"));
            Shell.Result terminal = shell.run("script", "-qec", command, "/dev/null");
            assertThat(terminal.out()).doesNotContain("\u001b").hasLineCount(FILES);
        }
    }

    private static String[] hasher(String variable, String... arguments) {
        return Stream.concat(
                        Stream.of(
                                "env",
                                variable,
                                java(),
                                "-jar",
                                Path.of("target", "hasher.jar").toAbsolutePath().toString()),
                        Stream.of(arguments))
                .toArray(String[]::new);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String moduleOfHasher() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("codestare\\.nursery\\.examples\\.hasher-[\\d.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath()
                    .toString();
        }
    }
}
