package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eddy.forecast.Blueprint;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WarmUpTest {
  static TopologySpec[] topologies() {
    return new TopologySpec[] {Streams.byKey(), Streams.gathering()};
  }

  @ParameterizedTest
  @MethodSource("topologies")
  void endsWhenItIsTold(TopologySpec spec) {
    WarmUp warmUp = WarmUp.begin(new Blueprint(spec));
    warmUp.end();
    await().until(() -> !warmUp.isAlive());
  }

  @ParameterizedTest
  @MethodSource("topologies")
  void endsByItselfAtLast(TopologySpec spec) {
    WarmUp warmUp = WarmUp.begin(new Blueprint(spec));
    assertThat(warmUp.isAlive()).isTrue();
    await().atMost(Duration.ofMinutes(2)).until(() -> !warmUp.isAlive());
  }
}
