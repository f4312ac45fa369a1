package codestare.nursery.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.runtime.SignalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispositionsTest {
    private final Path status;

    DispositionsTest(@TempDir Path folder) {
        status = folder.resolve("status");
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0000000000004003, ABSENT, ABSENT, ABSENT",
        "0000000000000001, 0000000000004002, ABSENT, ABSENT, IGNORED",
        "0000000000000000, 0000000000000000, REFUSED, REFUSED, REFUSED",
        "0000000000000002, 0000000000000000, IGNORED, REFUSED, REFUSED",
        "0000000000000000, ffffffffffffbfff, ABSENT, REFUSED, ABSENT",
    })
    void one_is_told_by_its_bit(String ignored, String caught, SignalState ofInt, SignalState ofTerm, SignalState ofHup)
            throws IOException {
        Files.writeString(status, "Name:\tjava\nSigQ:\t0/9\nSigIgn:\t" + ignored + "\nSigCgt:\t" + caught + "\n");
        Dispositions dispositions = Dispositions.of(status);

        assertThat(dispositions.stateOf("INT")).isEqualTo(ofInt);
        assertThat(dispositions.stateOf("TERM")).isEqualTo(ofTerm);
        assertThat(dispositions.stateOf("HUP")).isEqualTo(ofHup);
    }

    @Test
    void a_name_without_a_known_number_is_absent() throws IOException {
        Files.writeString(status, "SigIgn:\tffffffffffffffff\nSigCgt:\t0000000000000000\n");

        assertThat(Dispositions.of(status).stateOf("BREAK")).isEqualTo(SignalState.ABSENT);
    }

    @Test
    void where_the_system_does_not_tell_them_the_jvm_is_taken_to_catch_them() {
        assertThat(Dispositions.of(status).stateOf("TERM")).isEqualTo(SignalState.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SigCgt:", "SigCgt:\tnone", "SigCgt:\tffffffffffffffffffffff", "State:\tS"})
    void what_cannot_be_read_counts_as_not_told(String line) throws IOException {
        Files.writeString(status, line);

        assertThat(Dispositions.of(status).stateOf("TERM")).isEqualTo(SignalState.ABSENT);
    }
}
