package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.config.TopologyText;
import dev.eddy.observe.EngineMeters;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.WarmStarts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EddyTopologyTest {
  /** A store or a topic of another name is an empty one: what was learned would be forgotten. */
  @ParameterizedTest
  @ValueSource(strings = {"by-series", "by-key"})
  void keepsItsNames(String file) throws IOException {
    TopologySpec spec = file.equals("by-key") ? Streams.byKey() : Streams.bySeries("9", Map.of());
    String description =
        EddyTopology.of(
                Generation.of(spec, TopologyText.NOTATION),
                new EddyTopology.Start(1 << 20, Map.of(), WarmStarts.NONE),
                new EngineMeters(new SimpleMeterRegistry(), spec),
                new LatestForecasts(spec))
            .describe()
            .toString();
    assertThat(description.strip()).isEqualTo(golden("topology-" + file + ".txt"));
  }

  private static String golden(String file) throws IOException {
    try (InputStream in = EddyTopologyTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
