package dev.eddy.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eddy.series.Rejection.Reason;
import dev.eddy.spec.TopologySpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ObservationDecoderTest {
  private static final double MISSING = Double.NaN;
  private static final byte[] KEY = "bed".getBytes(UTF_8);

  private final ObservationDecoder json =
      new ObservationDecoder(
          Topologies.topology()
              .series("mote")
              .time("time")
              .targets("temperature", "dew")
              .inputs("humidity")
              .known("sun")
              .spec());

  private final ObservationDecoder csv =
      new ObservationDecoder(
          Topologies.topology()
              .csv(
                  "time", "mote", "note", "temperature", "dew", "humidity", "sun", "sun+1", "sun+2")
              .series("mote")
              .time("time")
              .targets("temperature", "dew")
              .inputs("humidity")
              .known("sun")
              .spec());

  private static Rejection rejection(
      ObservationDecoder decoder, byte[] key, byte[] value, long at) {
    return catchThrowableOfType(RejectedRecord.class, () -> decoder.decode(key, value, at))
        .rejection();
  }

  @Test
  void decodesAnObject() throws RejectedRecord {
    String text =
        """
        {"note": {"by": ["me", {"temperature": 3}]}, "temperature": 21.5, "mote": 1, "dew": null,
         "time": "2001-01-31T07:30:00Z", "sun": [1, null, 3e0], "humidity": -4, "more": "\\u00e9"}
        """;
    Observation observation = json.decode(null, text.getBytes(UTF_8), 5);
    assertThat(observation.series()).isEqualTo("1");
    assertThat(observation.epochMillis()).isEqualTo(980926200000L);
    assertThat(observation.targets()).containsExactly(21.5, MISSING);
    assertThat(observation.inputs()).containsExactly(-4);
    assertThat(observation.known()).hasDimensions(1, 3);
    assertThat(observation.known()[0]).containsExactly(1, MISSING, 3);
  }

  @Test
  void decodesALine() throws RejectedRecord {
    String text = "980926200000,1,\"one, \"\"two\"\"\n\", 21.5,,-4,1,,+3e0\r\n";
    Observation observation = csv.decode(null, text.getBytes(UTF_8), 5);
    assertThat(observation.series()).isEqualTo("1");
    assertThat(observation.epochMillis()).isEqualTo(980926200000L);
    assertThat(observation.targets()).containsExactly(21.5, MISSING);
    assertThat(observation.inputs()).containsExactly(-4);
    assertThat(observation.known()[0]).containsExactly(1, MISSING, 3);
  }

  @Test
  void takesWhatIsAbsentForMissing() throws RejectedRecord {
    Observation observation = json.decode(null, "{\"mote\":\"a\",\"time\":0}".getBytes(UTF_8), 5);
    assertThat(observation.targets()).containsExactly(MISSING, MISSING);
    assertThat(observation.inputs()).containsExactly(MISSING);
    assertThat(observation.known()[0]).containsExactly(MISSING, MISSING, MISSING);
  }

  @Test
  void remembersNothingOfTheRecordBefore() throws RejectedRecord {
    byte[] full = "{\"mote\":\"a\",\"time\":0,\"dew\":1,\"sun\":[1,2,3]}".getBytes(UTF_8);
    byte[] bare = "{\"mote\":\"a\",\"time\":0,\"sun\":[7]}".getBytes(UTF_8);
    Observation first = json.decode(null, full, 5);
    rejection(json, null, "{\"mote\":\"b\",\"dew\":7,\"sun\":[5,5,".getBytes(UTF_8), 5);
    Observation second = json.decode(null, bare, 5);
    assertThat(first.targets()).containsExactly(MISSING, 1);
    assertThat(first.known()[0]).containsExactly(1, 2, 3);
    assertThat(second.targets()).containsExactly(MISSING, MISSING);
    assertThat(second.known()[0]).containsExactly(7, MISSING, MISSING);
  }

  static Stream<Arguments> badObjects() {
    String ok = "\"mote\":1,\"time\":0";
    return Stream.of(
        // not an object
        Arguments.of("", "malformed: not a JSON object"),
        Arguments.of("[]", "malformed: not a JSON object"),
        Arguments.of("12", "malformed: not a JSON object"),
        Arguments.of("null", "malformed: not a JSON object"),
        Arguments.of("{" + ok + "} {", "malformed: something after the JSON object"),
        Arguments.of("{" + ok + "} 1", "malformed: something after the JSON object"),
        Arguments.of("{" + ok + "}x", "malformed: broken JSON near character 19: Unrecog…"),
        Arguments.of(
            "{" + ok,
            "malformed: broken JSON near character 18: Unexpected end-of-input: expected close marker for Object"),
        Arguments.of(
            "{" + ok + ",\"dew\":[1",
            "malformed: broken JSON near character 27: Unexpected end-of-input: expected close marker for Array"),
        Arguments.of(
            "{" + ok + ",\"dew\":01}",
            "malformed: broken JSON near character 26: Invalid numeric value: Leading zeroes not allowed"),
        Arguments.of(
            "{" + ok + ",\"dew\":+1}",
            "malformed: broken JSON near character 26: Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs"),
        Arguments.of(
            "{" + ok + ",}", "malformed: broken JSON near character 19: Unexpected charact…"),
        Arguments.of(
            "{'mote':1}", "malformed: broken JSON near character 1: Unexpected character …"),
        Arguments.of("{" + ok + ",\"dew\":1,\"dew\":2}", "malformed: dew: stands there twice"),
        Arguments.of(
            "{" + ok + ",\"sun\":[1,2,3,4]}", "malformed: sun: must have at most 3 elements"),
        // numbers
        Arguments.of("{" + ok + ",\"dew\":\"2\"}", "number: dew=2: must be a finite number"),
        Arguments.of("{" + ok + ",\"dew\":\"\"}", "number: dew=: must be a finite number"),
        Arguments.of("{" + ok + ",\"dew\":true}", "number: dew=true: must be a finite number"),
        Arguments.of("{" + ok + ",\"dew\":{\"a\":1}}", "number: dew={…}: must be a finite number"),
        Arguments.of("{" + ok + ",\"dew\":[1]}", "number: dew=[…]: must be a finite number"),
        Arguments.of("{" + ok + ",\"dew\":NaN}", "number: dew=NaN: must be a finite number"),
        Arguments.of(
            "{" + ok + ",\"dew\":Infinity}", "number: dew=Infinity: must be a finite number"),
        Arguments.of(
            "{" + ok + ",\"dew\":-Infinity}", "number: dew=-Infinity: must be a finite number"),
        Arguments.of("{" + ok + ",\"dew\":1e999}", "number: dew=1e999: must be a finite number"),
        Arguments.of("{" + ok + ",\"dew\":-1E999}", "number: dew=-1E999: must be a finite number"),
        Arguments.of(
            "{" + ok + ",\"humidity\":\"x\"}", "number: humidity=x: must be a finite number"),
        Arguments.of(
            "{" + ok + ",\"dew\":\"" + "x".repeat(90) + "\"}",
            "number: dew=" + "x".repeat(80) + "…: must be a finite number"),
        Arguments.of(
            "{" + ok + ",\"dew\":\"a\\nb\"}", "number: dew=a\uFFFDb: must be a finite number"),
        Arguments.of("{" + ok + ",\"sun\":5}", "number: sun=a number: must be a list of numbers"),
        Arguments.of("{" + ok + ",\"sun\":\"5\"}", "number: sun=5: must be a list of numbers"),
        Arguments.of("{" + ok + ",\"sun\":{}}", "number: sun={…}: must be a list of numbers"),
        Arguments.of(
            "{" + ok + ",\"sun\":[1,\"2\"]}", "number: sun[1]=2: must be a finite number or null"),
        Arguments.of(
            "{" + ok + ",\"sun\":[[1],2]}", "number: sun[0]=[: must be a finite number or null"),
        Arguments.of(
            "{" + ok + ",\"sun\":[1,1e999,3]}",
            "number: sun[1]=1e999: must be a finite number or null"),
        // time
        Arguments.of("{\"mote\":1}", "time: time: is needed"),
        Arguments.of("{\"mote\":1,\"time\":null}", "time: time: is needed"),
        Arguments.of("{\"mote\":1,\"time\":\"\"}", "time: time: is needed"),
        Arguments.of("{\"mote\":1,\"time\":[0]}", "time: time=[…]: must be a text or a number"),
        Arguments.of(
            "{\"mote\":1,\"time\":true}",
            "time: time=true: must be ISO-8601, such as 2024-01-31T13:00:00Z, or milliseconds from the epoch"),
        Arguments.of(
            "{\"mote\":1,\"time\":NaN}",
            "time: time=NaN: must be ISO-8601, such as 2024-01-31T13:00:00Z, or milliseconds from the epoch"),
        Arguments.of(
            "{\"mote\":1,\"time\":1e99}",
            "time: time=1e99: must lie between 1677-09-21 and 2262-04-11"),
        // series, before time
        Arguments.of("{}", "series: mote: is needed"),
        Arguments.of("{\"mote\":null,\"time\":0}", "series: mote: is needed"),
        Arguments.of("{\"mote\":\"\",\"time\":0}", "series: mote: is needed"),
        Arguments.of("{\"mote\":{},\"time\":0}", "series: mote={…}: must be a text or a number"),
        Arguments.of(
            "{\"mote\":\"\\ud800\",\"time\":0}", "series: series=\uFFFD: must be Unicode text"),
        Arguments.of(
            "{\"mote\":\"" + "m".repeat(1_001) + "\",\"time\":0}",
            "series: series=" + "m".repeat(80) + "…: must be at most 1000 characters"));
  }

  @ParameterizedTest
  @MethodSource("badObjects")
  void rejectsBadObjects(String text, String expected) {
    assertRejected(json, text, expected);
  }

  static Stream<Arguments> badLines() {
    return Stream.of(
        Arguments.of("", "malformed: 1 cells where there are 9 columns"),
        Arguments.of("0,1,,1,2,3,4,5", "malformed: 8 cells where there are 9 columns"),
        Arguments.of("0,1,,1,2,3,4,5,6,7", "malformed: 10 cells where there are 9 columns"),
        Arguments.of("0,1,,1,2,3,4,5,6\n0,1,,1,2,3,4,5,6", "malformed: more than one line"),
        Arguments.of("0,1,\"a,1,2,3,4,5,6", "malformed: a quote that is never closed"),
        Arguments.of("0,1,\"a\"b,1,2,3,4,5,6", "malformed: text after a closing quote"),
        Arguments.of("0,1,,abc,2,3,4,5,6", "number: temperature=abc: must be a finite number"),
        Arguments.of("0,1,,NaN,2,3,4,5,6", "number: temperature=NaN: must be a finite number"),
        Arguments.of("0,1,,1,inf,3,4,5,6", "number: dew=inf: must be a finite number"),
        Arguments.of(
            "0,1,,1,\"1,5\",3,4,5,6",
            "number: dew=1,5: must be a finite number, with a point for decimals, not a comma"),
        Arguments.of("0,1,,1,0x1p3,3,4,5,6", "number: dew=0x1p3: must be a finite number"),
        Arguments.of("0,1,,1,2,1d,4,5,6", "number: humidity=1d: must be a finite number"),
        Arguments.of("0,1,,1,2,1e999,4,5,6", "number: humidity=1e999: must be a finite number"),
        Arguments.of("0,1,,1,2,null,4,5,6", "number: humidity=null: must be a finite number"),
        Arguments.of("0,1,,1,2,3,4,x,6", "number: sun+1=x: must be a finite number"),
        Arguments.of(",1,,1,2,3,4,5,6", "time: time: is needed"),
        Arguments.of("0,,,1,2,3,4,5,6", "series: mote: is needed"));
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void rejectsBadLines(String text, String expected) {
    assertRejected(csv, text, expected);
  }

  /** An expected text that ends in … is the beginning of what is said. */
  private static void assertRejected(ObservationDecoder decoder, String text, String expected) {
    Rejection rejection = rejection(decoder, KEY, text.getBytes(UTF_8), 0);
    String said = rejection.reason().label() + ": " + rejection.detail();
    if (expected.endsWith("…")) {
      assertThat(said).startsWith(expected.substring(0, expected.length() - 1));
    } else {
      assertThat(said).isEqualTo(expected);
    }
  }

  @Test
  void letsWhatIsNotNeededBeWhatItLikes() throws RejectedRecord {
    String text = "{\"mote\":1,\"x\":NaN,\"time\":0,\"y\":[[[{}]],\"\\ud800\"],\"x\":1e999}";
    assertThat(json.decode(null, text.getBytes(UTF_8), 0).series()).isEqualTo("1");
  }

  @Test
  void rejectsBytesThatAreNoText() {
    for (byte[] bad :
        new byte[][] {
          "{\"mote\":1,\"time\":0,\"note\":\"é\"}".getBytes(ISO_8859_1),
          "{\"mote\":1,\"time\":0}".getBytes(UTF_16),
          {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
          {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
          {'{', '}', (byte) 0xc3}
        }) {
      Rejection rejection = rejection(json, KEY, bad, 0);
      assertThat(rejection.reason()).isEqualTo(Reason.MALFORMED);
      assertThat(rejection.detail()).endsWith("of the value: must be UTF-8");
      assertThat(rejection(csv, KEY, bad, 0)).isEqualTo(rejection);
    }
    assertThat(rejection(json, KEY, new byte[] {'{', '}', (byte) 0xc3}, 0).detail())
        .startsWith("byte 2 ");
  }

  @Test
  void rejectsWhatIsNotThereOrTooLarge() {
    assertThat(rejection(json, KEY, null, 0))
        .isEqualTo(new Rejection(Reason.MALFORMED, "no value"));
    assertThat(rejection(json, KEY, new byte[2_000_000], 0))
        .isEqualTo(new Rejection(Reason.SIZE, "2000000 bytes: must be at most 1048576"));
  }

  @Test
  void takesValuesUpToTheLimit() throws RejectedRecord {
    String start = "{\"mote\":1,\"time\":0,\"dew\":1.";
    String number = "5".repeat(ObservationDecoder.LARGEST_VALUE - start.length() - 1);
    Observation observation = json.decode(null, (start + number + "}").getBytes(UTF_8), 0);
    assertThat(observation.targets()[1]).isEqualTo(14.0 / 9);
    String text = "{\"mote\":1,\"time\":0,\"note\":\"" + "n".repeat(1_000_000) + "\"}";
    assertThat(json.decode(null, text.getBytes(UTF_8), 0).series()).isEqualTo("1");
    Rejection deep = rejection(json, null, "{\"note\":".repeat(100_000).getBytes(UTF_8), 0);
    assertThat(deep.reason()).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':'x','b':'y'}       | x/y",
        "{'a':'x/y','b':'z'}     | x\\/y/z",
        "{'a':'x','b':'y/z'}     | x/y\\/z",
        "{'a':'x\\\\','b':'y'}   | x\\\\/y",
        "{'a':1,'b':1.0}         | 1/1.0",
        "{'a':1e3,'b':-0}        | 1e3/-0",
        "{'b':true,'a':'ä €'}    | ä €/true",
      })
  void joinsTheSeriesName(String text, String series) throws RejectedRecord {
    ObservationDecoder decoder =
        new ObservationDecoder(Topologies.topology().series("a", "b").spec());
    byte[] value = text.replace('\'', '"').getBytes(UTF_8);
    assertThat(decoder.decode(null, value, 0).series()).isEqualTo(series);
  }

  @Test
  void takesTheKeyAsTheSeriesNameAndTheRecordsTimestampAsTheTime() throws RejectedRecord {
    ObservationDecoder decoder = new ObservationDecoder(Topologies.topology().spec());
    byte[] value = "{\"temperature\":1}".getBytes(UTF_8);
    Observation observation = decoder.decode("a/b \\ é".getBytes(UTF_8), value, 17);
    assertThat(observation.series()).isEqualTo("a/b \\ é");
    assertThat(observation.epochMillis()).isEqualTo(17);
    String needed = "key: is needed, as it names the series";
    assertThat(rejection(decoder, null, value, 0)).isEqualTo(new Rejection(Reason.SERIES, needed));
    assertThat(rejection(decoder, new byte[0], value, 0))
        .isEqualTo(new Rejection(Reason.SERIES, needed));
    assertThat(rejection(decoder, new byte[] {(byte) 0xff}, value, 0))
        .isEqualTo(new Rejection(Reason.SERIES, "key: must be UTF-8, as it names the series"));
    assertThat(rejection(decoder, KEY, value, -1))
        .isEqualTo(new Rejection(Reason.TIME, "record timestamp=-1: must not be negative"));
    assertThat(rejection(decoder, KEY, value, Long.MAX_VALUE).reason()).isEqualTo(Reason.TIME);
  }

  @Test
  void letsOneFieldBeSeveralThings() throws RejectedRecord {
    TopologySpec spec =
        Topologies.topology().series("mote").time("t").targets("mote").inputs("t").spec();
    Observation observation =
        new ObservationDecoder(spec).decode(null, "{\"mote\":7,\"t\":9}".getBytes(UTF_8), 0);
    assertThat(observation.series()).isEqualTo("7");
    assertThat(observation.epochMillis()).isEqualTo(9);
    assertThat(observation.targets()).containsExactly(7);
    assertThat(observation.inputs()).containsExactly(9);
  }
}
