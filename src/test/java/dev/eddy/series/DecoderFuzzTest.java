package dev.eddy.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, the record decodes to finite numbers and gaps, or is rejected. */
class DecoderFuzzTest {
  private static final int RECORDS = 20_000;
  private static final String MARKS = "{}[]\",:\\ \n\r0123456789.eE+-tfnNaI/u\u0000é€";

  private static final String OBJECT =
      "{\"time\":\"2001-01-31T07:30:00.5+01:00\",\"mote\":\"a\\u00e9/b\",\"temperature\":-2.5e3,"
          + "\"dew\":null,\"humidity\":12,\"sun\":[1,null,3.25],\"more\":{\"x\":[true,false]}}";
  private static final String LINE =
      "2001-01-31 07:30:00.5Z,\"a\"\"é/b\",-2.5e3,,12,1,,3.25,\"more, \"";

  private static Topologies sensors() {
    return Topologies.topology()
        .series("mote")
        .time("time")
        .zone("Europe/Berlin")
        .targets("temperature", "dew")
        .inputs("humidity")
        .known("sun");
  }

  @Test
  void survivesAnyObject() {
    survives(new ObservationDecoder(sensors().spec()), OBJECT, new Random(3));
  }

  @Test
  void survivesAnyLine() {
    Topologies csv =
        sensors()
            .csv("time", "mote", "temperature", "dew", "humidity", "sun", "sun+1", "sun+2", "more");
    survives(new ObservationDecoder(csv.spec()), LINE, new Random(4));
  }

  private static void survives(ObservationDecoder decoder, String record, Random random) {
    int decoded = 0;
    int rejected = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] value = mutated(record, random);
      try {
        check(decoder.decode(null, value, 0));
        decoded++;
      } catch (RejectedRecord e) {
        assertThat(e.rejection().detail()).isNotBlank().hasSizeLessThan(300);
        rejected++;
      }
    }
    assertThat(decoded).isGreaterThan(RECORDS / 20);
    assertThat(rejected).isGreaterThan(RECORDS / 20);
  }

  private static byte[] mutated(String record, Random random) {
    StringBuilder text = new StringBuilder(record);
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      char mark = MARKS.charAt(random.nextInt(MARKS.length()));
      switch (random.nextInt(5)) {
        case 0 -> text.setCharAt(at, mark);
        case 1 -> text.insert(at, mark);
        case 2 -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(6)));
        case 3 -> text.insert(at, text.substring(at, at + random.nextInt(text.length() - at)));
        default -> text.setLength(at + 1);
      }
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (random.nextInt(8) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static void check(Observation observation) {
    assertThat(observation.series()).isNotEmpty();
    assertThat(EventTimes.isInRange(observation.epochMillis())).isTrue();
    checkNumbers(observation.targets(), 2);
    checkNumbers(observation.inputs(), 1);
    checkNumbers(observation.known()[0], 3);
  }

  private static void checkNumbers(double[] numbers, int count) {
    assertThat(numbers).hasSize(count);
    for (double number : numbers) {
      assertThat(Double.isInfinite(number)).isFalse();
    }
  }
}
