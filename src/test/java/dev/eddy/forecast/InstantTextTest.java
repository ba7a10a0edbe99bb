package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InstantTextTest {
  @Test
  void writesWhatInstantsAreByThemselves() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      check(random.nextLong() >> random.nextInt(40));
      check(1_000 * (random.nextLong() >> 24));
    }
  }

  @Test
  void writesTheEndsOfDaysAndYears() throws IOException {
    for (String moment :
        new String[] {
          "1970-01-01T00:00:00Z",
          "1969-12-31T23:59:59.999Z",
          "2024-02-29T12:00:00.010Z",
          "0000-01-01T00:00:00Z",
          "-0001-12-31T23:59:59.999Z",
          "9999-12-31T23:59:59.999Z",
          "+10000-01-01T00:00:00Z"
        }) {
      long epochMillis = Instant.parse(moment).toEpochMilli();
      assertThat(json(epochMillis)).isEqualTo("{\"at\":\"" + moment + "\"}");
    }
  }

  private static void check(long epochMillis) throws IOException {
    assertThat(json(epochMillis))
        .isEqualTo("{\"at\":\"" + Instant.ofEpochMilli(epochMillis) + "\"}");
  }

  private static String json(long epochMillis) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonNumbers.JSON.createGenerator(text)) {
      json.writeStartObject();
      InstantText.write(json, "at", epochMillis);
      json.writeEndObject();
    }
    return text.toString();
  }
}
