package dev.eddy.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.StepSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and spans of time as they are written in a file. */
class KeysTest {
  private static final List<String> KNOWN =
      List.of("name", "units", "spectral-radius", "leak-rate", "learning-rate", "kafka", "step");

  @Test
  void namesHaveDashesForCapitals() {
    assertThat(Keys.of("spectralRadius")).isEqualTo("spectral-radius");
    assertThat(Keys.of("beta1")).isEqualTo("beta1");
    assertThat(Keys.of(EchoStateSpec.class)).isEqualTo("echo-state");
    assertThat(Keys.of(StepSpec.Closes.FIRST_RECORD)).isEqualTo("first-record");
  }

  @ParameterizedTest
  @CsvSource({
    "unit, units",
    "spectral_radius, spectral-radius",
    "spectralRadius, spectral-radius",
    "learnign-rate, learning-rate",
    "leakrate, leak-rate",
    "kfaka, kafka",
    "Name, name",
    "topics,",
    "st,step",
    "x,",
    "'',",
  })
  void theNearestKeyIsFoundIfItIsNear(String word, String nearest) {
    assertThat(NearestName.of(word, KNOWN).orElse(null)).isEqualTo(nearest);
  }

  @ParameterizedTest
  @CsvSource({
    "5s, PT5S, 5s",
    "30m, PT30M, 30m",
    "1h, PT1H, 1h",
    "24h, PT24H, 1d",
    "250ms, PT0.25S, 250ms",
    "PT1H30M, PT1H30M, 90m",
    "0h, PT0S, 0s",
    "PT-5S, PT-5S, PT-5S",
    "PT0.0000001S, PT0.0000001S, PT0.0000001S",
    "36525d, P36525D, 36525d",
  })
  void spansOfTimeAreReadAndWritten(String text, Duration span, String written) {
    assertThat(Durations.parse(text)).contains(span);
    assertThat(Durations.text(span)).isEqualTo(written);
    assertThat(Durations.parse(written)).contains(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "s", "-5s", "5 s", "1w", "36526d", "999999999999999d", "", "P"})
  void otherTextsAreNoSpans(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }
}
