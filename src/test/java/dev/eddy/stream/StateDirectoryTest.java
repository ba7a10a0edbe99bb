package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir private Path directory;

  @Test
  void tellsTheSameProcessByTheSameDirectory() {
    String identity = new StateDirectory(directory.resolve("new/one"), "rooms").identity();
    assertThat(new StateDirectory(directory.resolve("new/one"), "rooms").identity())
        .isEqualTo(identity);
    assertThat(new StateDirectory(directory.resolve("new/one"), "others").identity())
        .isNotEqualTo(identity);
    assertThat(new StateDirectory(directory.resolve("another"), "rooms").identity())
        .isNotEqualTo(identity);
  }

  @Test
  void saysThatItCannotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertThatThrownBy(() -> new StateDirectory(file.resolve("state"), "rooms"))
        .isInstanceOf(StreamFailure.class)
        .hasMessageStartingWith("state directory " + file.resolve("state") + " cannot be written")
        .hasMessageEndingWith("choose another with --state-dir");
  }
}
