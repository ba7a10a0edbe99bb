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
    String identity = identity("new/one", "rooms");
    assertThat(identity("new/one", "rooms")).isEqualTo(identity);
    assertThat(identity("new/one", "others")).isNotEqualTo(identity);
    assertThat(identity("another", "rooms")).isNotEqualTo(identity);
  }

  private String identity(String name, String topology) {
    try (StateDirectory opened = new StateDirectory(directory.resolve(name), topology)) {
      return opened.identity();
    }
  }

  @Test
  void belongsToOneProcessAtATime() {
    try (StateDirectory first = new StateDirectory(directory, "rooms");
        StateDirectory other = new StateDirectory(directory, "others")) {
      assertThat(first.path()).isEqualTo(other.path());
      assertThatThrownBy(() -> new StateDirectory(directory, "rooms"))
          .isInstanceOf(StreamFailure.class)
          .hasMessage(
              "state directory "
                  + directory
                  + " is in use by another process; choose another with --state-dir");
    }
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
