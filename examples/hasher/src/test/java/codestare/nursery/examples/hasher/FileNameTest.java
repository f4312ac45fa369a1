package codestare.nursery.examples.hasher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a/b c",
                "./x",
                "/absolute/z\u00e9",
                "gr\u00fc\u00dfe/\u65e5\u672c",
                "e\u0301",
                "\ud83d\ude00",
                "100%",
                "%41\u00e9"
            })
    @DisabledOnOs(OS.WINDOWS)
    void a_path_and_its_bytes_are_the_same_thing(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        Path path = FileName.path(bytes);
        assertThat(FileName.bytes(asGiven(path, name))).isEqualTo(bytes);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void bytes_that_are_no_characters_are_kept() {
        byte[] latin = {'d', '/', (byte) 0xe9, (byte) 0xff};
        assertThat(FileName.bytes(asGiven(FileName.path(latin), "d"))).isEqualTo(latin);
    }

    /** A name that is not plain comes back as an absolute path. */
    private static Path asGiven(Path path, String name) {
        return path.isAbsolute() && !name.startsWith("/")
                ? Path.of("").toAbsolutePath().relativize(path)
                : path;
    }

    @ParameterizedTest
    @CsvSource({"'a\nb', a\\nb", "'a\rb', a\\rb", "a\\b, a\\\\b", "'\\\n', \\\\\\n"})
    void line_ends_and_backslashes_are_escaped_and_come_back(String name, String escaped) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        assertThat(FileName.isAwkward(bytes)).isTrue();
        assertThat(new String(FileName.escaped(bytes), StandardCharsets.US_ASCII))
                .isEqualTo(escaped);
        assertThat(FileName.unescaped(escaped.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\tb", "a\\"})
    void what_nobody_has_escaped_is_no_name(String written) {
        assertThat(FileName.unescaped(written.getBytes(StandardCharsets.US_ASCII)))
                .isNull();
    }
}
