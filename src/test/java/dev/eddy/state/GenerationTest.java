package dev.eddy.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of what states remain good through a change of the file. */
class GenerationTest {
  @Test
  void whereReadingAndPublishingBeginShapesNoState() {
    Generation plain = generation("", "");
    Generation later = generation(", start: latest", ", publish-from: now");
    assertThat(later.fingerprint()).isEqualTo(plain.fingerprint());
    assertThat(later.text()).isEqualTo(plain.text());
    assertThat(later.spec()).as("it is still asked for").isNotEqualTo(plain.spec());
    assertThat(generation(", inputs: [x]", "").fingerprint()).isNotEqualTo(plain.fingerprint());
  }

  private static Generation generation(String ofSource, String ofForecast) {
    String yaml =
        "{name: a, source: {topic: b, targets: [c]%s}, forecast: {horizon: 1%s}}"
            .formatted(ofSource, ofForecast);
    return Generation.of(
        TopologyFile.parse("f", yaml, name -> Optional.empty()).spec(), TopologyText.NOTATION);
  }
}
