package dev.eddy.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in deploy/ is what the tools that read it take. */
class DeploymentTest {
  @Test
  void prometheusTakesItsConfiguration() {
    String promtool = Tools.find("promtool").toString();
    Tools.Result result =
        Tools.run("", List.of(promtool, "check", "config", "deploy/prometheus.yml"));
    assertThat(result.output()).contains("SUCCESS").doesNotContain("WARNING");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void systemdTakesItsUnit(@TempDir Path folder) throws IOException {
    String analyze = Tools.find("systemd-analyze").toString();
    // The program that the unit starts is not installed here: another stands for it.
    String unit = Files.readString(Path.of("deploy/eddy@.service"));
    assertThat(unit).contains("ExecStart=/opt/eddy/eddy ");
    Path file =
        Files.writeString(
            folder.resolve("eddy@.service"), unit.replace("=/opt/eddy/eddy ", "=/bin/true "));
    Path named = Files.copy(file, folder.resolve("eddy@sensors.service"));
    Tools.Result result = Tools.run("", List.of(analyze, "verify", "--man=no", named.toString()));
    assertThat(result.output().lines().filter(line -> line.contains("eddy@"))).isEmpty();
    assertThat(result.exitCode()).isZero();
  }
}
