package dev.eddy.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eddy.series.Rejection.Reason;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowDecoderTest {
  private static Topologies sensors() {
    return Topologies.topology().series("mote").time("time").inputs("humidity");
  }

  private static RowDecoder rows(TopologySpec spec, String... header) {
    return new ObservationDecoder(spec).rowDecoder(List.of(header));
  }

  @Test
  void findsColumnsByName() throws RejectedRecord {
    RowDecoder decoder = rows(sensors().spec(), "humidity", "x", "time", "temperature", "mote");
    Observation observation =
        decoder.decode(new String[] {"45.93", "?", "2010-05-09T00:00:00Z", "27.97", "1"}, 0);
    assertThat(observation.series()).isEqualTo("1");
    assertThat(observation.epochMillis()).isEqualTo(1273363200000L);
    assertThat(observation.targets()).containsExactly(27.97);
    assertThat(observation.inputs()).containsExactly(45.93);
  }

  @Test
  void isOneSeriesWithoutItsColumns() throws RejectedRecord {
    RowDecoder bySpec = rows(sensors().spec(), "time", "temperature", "humidity");
    assertThat(bySpec.decode(new String[] {"0", "1", null}, 0).series()).isEqualTo("garden");
    RowDecoder byKey = rows(Topologies.topology().spec(), "temperature");
    Observation third = byKey.decode(new String[] {"1"}, 2);
    assertThat(third.series()).isEqualTo("garden");
    assertThat(third.epochMillis()).isEqualTo(2);
  }

  @Test
  void readsWhatIsKnownAheadFromNumberedColumns() throws RejectedRecord {
    TopologySpec spec = Topologies.topology().known("sun").horizon(3).spec();
    RowDecoder decoder = rows(spec, "sun+2", "temperature", "sun", "sun+3");
    Observation observation = decoder.decode(new String[] {"2", "", "0", " "}, 0);
    assertThat(observation.known()[0]).containsExactly(0, Double.NaN, 2, Double.NaN);
    assertThat(observation.targets()).containsExactly(Double.NaN);
  }

  @Test
  void tellsAllThatIsWrongWithAHeader() {
    TopologySpec spec =
        Topologies.topology()
            .series("site", "mote")
            .time("time")
            .inputs("humidity")
            .known("sun")
            .spec();
    UnsuitableHeader header =
        catchThrowableOfType(
            UnsuitableHeader.class,
            () -> rows(spec, "mote", "temperature", "temperature", "sun+1", "sun+1", "x", "x"));
    assertThat(header.problems())
        .containsExactly(
            "column site: is missing",
            "column time: is missing",
            "column humidity: is missing",
            "column sun: is missing",
            "column temperature: stands there twice",
            "column sun+1: stands there twice");
    assertThat(header).hasMessageContaining("site: is missing; column time: is missing");
    assertThatThrownBy(
            () ->
                rows(Topologies.topology().firstRecord(Duration.ofHours(1)).spec(), "temperature"))
        .hasMessage("source.time: is needed for steps of a file, whose rows have no timestamp");
  }

  @Test
  void rejectsRowsOfAnotherLength() {
    RowDecoder decoder = rows(Topologies.topology().spec(), "temperature", "x");
    assertThat(
            catchThrowableOfType(RejectedRecord.class, () -> decoder.decode(new String[] {"1"}, 0))
                .rejection())
        .isEqualTo(new Rejection(Reason.MALFORMED, "1 cells where there are 2 columns"));
  }

  /** What a backtest reads of a file must be what the stream reads of a topic, to the bit. */
  @Test
  void givesTheSameAsTheRecordsOfATopic() throws RejectedRecord {
    Topologies json = sensors().known("sun");
    Topologies csv =
        sensors()
            .known("sun")
            .csv("time", "mote", "temperature", "humidity", "sun", "sun+1", "sun+2");
    ObservationDecoder objects = new ObservationDecoder(json.spec());
    ObservationDecoder lines = new ObservationDecoder(csv.spec());
    RowDecoder rows = objects.rowDecoder(csv.spec().source().columns());
    Random random = new Random(2);
    for (int i = 0; i < 2_000; i++) {
      String[] cells = new String[7];
      cells[0] = Long.toString(random.nextLong() % 9_000_000_000_000L);
      cells[1] = Integer.toString(random.nextInt(100));
      for (int cell = 2; cell < 7; cell++) {
        cells[cell] = number(random);
      }
      String object =
          String.format(
              "{\"time\":%s,\"mote\":%s,\"temperature\":%s,\"humidity\":%s,\"sun\":[%s,%s,%s]}",
              (Object[]) nulls(cells));
      Observation fromObject = objects.decode(null, object.getBytes(UTF_8), 0);
      assertSame(lines.decode(null, String.join(",", cells).getBytes(UTF_8), 0), fromObject);
      assertSame(rows.decode(cells, i), fromObject);
    }
  }

  private static String number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> Integer.toString(random.nextInt());
      case 2 -> random.nextInt(1_000) + "." + random.nextInt(1_000_000);
      default -> random.nextGaussian() + "E" + random.nextInt(300);
    };
  }

  private static String[] nulls(String[] cells) {
    String[] values = cells.clone();
    for (int i = 0; i < values.length; i++) {
      // The random exponents above may follow one that Java wrote itself: then it is no number.
      cells[i] = cells[i].matches(".*E.*E.*") ? "" : cells[i];
      values[i] = cells[i].isEmpty() ? "null" : cells[i];
    }
    return values;
  }

  private static void assertSame(Observation actual, Observation expected) {
    assertThat(actual.series()).isEqualTo(expected.series());
    assertThat(actual.epochMillis()).isEqualTo(expected.epochMillis());
    assertThat(actual.targets()).containsExactly(expected.targets());
    assertThat(actual.inputs()).containsExactly(expected.inputs());
    assertThat(actual.known()).hasDimensions(1, 3);
    assertThat(actual.known()[0]).containsExactly(expected.known()[0]);
  }
}
