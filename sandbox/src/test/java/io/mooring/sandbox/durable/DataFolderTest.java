package io.mooring.sandbox.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path path;

    @Test
    void a_second_sandbox_is_refused_while_the_first_one_runs() {
        var first = DataFolder.open(path);

        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(FolderInUse.class)
                .hasMessageContaining("--data");

        first.close();
        DataFolder.open(path).close();
    }

    @Test
    void what_is_chosen_at_the_first_start_is_remembered() {
        try (var folder = DataFolder.open(path)) {
            assertThat(folder.remembered("port", () -> "5555")).isEqualTo("5555");
        }
        try (var folder = DataFolder.open(path)) {
            assertThat(folder.remembered("port", () -> "6666")).isEqualTo("5555");
        }
    }

    @Test
    void an_emptied_folder_remembers_nothing_and_is_still_taken() throws IOException {
        try (var folder = DataFolder.open(path)) {
            folder.remember("port", "5555");
            Files.createDirectories(folder.resolve("postgres/base"));
            Files.writeString(folder.resolve("postgres/base/1"), "data");

            folder.empty();

            assertThat(folder.remembered("port")).isEmpty();
            assertThat(folder.resolve("postgres")).doesNotExist();
            assertThatThrownBy(() -> DataFolder.open(path)).isInstanceOf(FolderInUse.class);
        }
    }
}
