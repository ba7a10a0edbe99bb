package dev.eddy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eddy.backtest.source.CsvRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InProcessBrokerIT {
  private static InProcessBroker broker;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    broker = InProcessBroker.start();
  }

  @AfterAll
  static void stopAndLeaveNothingBehind() {
    broker.close();
    broker.close();
    assertThat(broker.directory()).doesNotExist();
  }

  @Test
  void rowsComeBackInOrderWithTheirBytesAndTimes() throws IOException {
    Path file = write("time,mote,temperature", "2010-05-09T00:00:05Z,1,20.50", "5000,2,", ",3,x");
    broker.createTopics(Map.of("readings", 1));
    Instant before = Instant.now();

    assertThat(replay(file, Replay.of("readings"))).isEqualTo(3);

    List<ConsumerRecord<byte[], byte[]>> records = read(broker, "readings", 1, 3);
    assertThat(values(records))
        .containsExactly(
            "{\"time\":\"2010-05-09T00:00:05Z\",\"mote\":1,\"temperature\":20.50}",
            "{\"time\":5000,\"mote\":2,\"temperature\":null}",
            "{\"time\":null,\"mote\":3,\"temperature\":\"x\"}");
    assertThat(records).allSatisfy(record -> assertThat(record.key()).isNull());
    assertThat(records.get(0).timestamp())
        .isEqualTo(Instant.parse("2010-05-09T00:00:05Z").toEpochMilli());
    assertThat(records.get(1).timestamp()).isEqualTo(5000);
    assertThat(records.get(2).timestamp())
        .isBetween(before.toEpochMilli(), Instant.now().toEpochMilli());
  }

  @Test
  void rowsOfOneKeyStayInOneOfThePartitionsThatAreMade() throws IOException {
    List<String> lines =
        IntStream.range(0, 300).mapToObj(i -> i % 7 + "," + i).collect(Collectors.toList());
    lines.add(0, "series,value");
    Path file = write(lines.toArray(String[]::new));
    Replay replay =
        Replay.of("keyed")
            .withKey(List.of("series"))
            .withFormat(Replay.Format.CSV)
            .creatingTopic(3);

    assertThat(replay(file, replay)).isEqualTo(300);

    List<ConsumerRecord<byte[], byte[]>> records = read(broker, "keyed", 3, 300);
    for (int series = 0; series < 7; series++) {
      String key = Integer.toString(series);
      List<ConsumerRecord<byte[], byte[]>> own =
          records.stream().filter(record -> new String(record.key(), UTF_8).equals(key)).toList();
      assertThat(own.stream().map(ConsumerRecord::partition).distinct()).hasSize(1);
      assertThat(values(own))
          .isEqualTo(lines.stream().filter(line -> line.startsWith(key + ",")).toList());
    }
    assertThat(records.stream().map(ConsumerRecord::partition).distinct().count()).isGreaterThan(1);
  }

  @Test
  void bundledDataArrivesWhole() {
    broker.createTopics(Map.of(BundledData.PRICES.topic(), 1));
    try (CsvRows rows = BundledData.PRICES.open()) {
      Replay replay = Replay.of(BundledData.PRICES.topic());
      long sent = new Replayer(broker.bootstrapServers(), replay, count -> {}).replay(rows);
      assertThat(sent).isEqualTo(BundledData.PRICES.rows());
    }
    List<ConsumerRecord<byte[], byte[]>> records =
        read(broker, BundledData.PRICES.topic(), 1, (int) BundledData.PRICES.rows());
    assertThat(records).isSortedAccordingTo((a, b) -> Long.compare(a.timestamp(), b.timestamp()));
  }

  @Test
  void aPacedReplayStopsWhenTold() throws Exception {
    Path file = write("time,value", "0,1", "1000,2", "3600000,3", "3600001,4");
    Replay replay = Replay.of("paced").withSpeed(ReplaySpeed.parse("100x")).creatingTopic(1);
    CompletableFuture<Void> two = new CompletableFuture<>();
    Replayer replayer =
        new Replayer(broker.bootstrapServers(), replay, count -> completeAt(two, count));
    CompletableFuture<Long> sent =
        CompletableFuture.supplyAsync(
            () -> {
              try (CsvRows rows = CsvRows.of(file)) {
                return replayer.replay(rows);
              }
            });

    two.get(60, TimeUnit.SECONDS);
    replayer.stop();

    assertThat(sent.get(60, TimeUnit.SECONDS)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "short; 3; 1 cells where there are 2 columns",
        "open; \"3,4; a quote that is never closed",
        "after; \"3\"4,5; text after a closing quote"
      })
  void aBrokenRowIsNamedAndThoseBeforeItAreSent(String topic, String row, String fault)
      throws IOException {
    Path file = write("a,b", "1,2", row, "4,5");
    Replay replay = Replay.of(topic).creatingTopic(1);
    Replayer replayer = new Replayer(broker.bootstrapServers(), replay, count -> {});
    try (CsvRows rows = CsvRows.of(file)) {
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(() -> replayer.replay(rows))
          .withMessage(file + ":3: " + fault)
          .matches(failure -> !failure.wrongUse());
    }
    assertThat(replayer.acknowledged()).isEqualTo(1);
  }

  @Test
  void aFileThatBreaksOffIsNamedAndTheRowsBeforeAreSent() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write("a\n1\n2\n".getBytes(UTF_8));
    }
    // Without the check sum at its end all is there, and yet it cannot be trusted to be all.
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 8);
    Path file = Files.write(directory.resolve("cut.csv.gz"), cut);
    Replayer replayer =
        new Replayer(broker.bootstrapServers(), Replay.of("cut").creatingTopic(1), count -> {});
    try (CsvRows rows = CsvRows.of(file)) {
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(() -> replayer.replay(rows))
          .withMessage(file + ":4: cannot be read on: it ends in the middle")
          .matches(failure -> !failure.wrongUse());
    }
    assertThat(replayer.acknowledged()).isEqualTo(2);
  }

  @Test
  void aMissingTopicIsNamedWithItsCure() throws IOException {
    Path file = write("a", "1");
    assertThatExceptionOfType(DemoFailure.class)
        .isThrownBy(() -> replay(file, Replay.of("nowhere")))
        .withMessage(
            "topic nowhere does not exist at "
                + broker.bootstrapServers()
                + "; --create-topic makes it");
  }

  @Test
  void noBrokerIsOneSentence() throws IOException {
    Path file = write("a", "1");
    int nobody = LoopbackPort.free();
    try (CsvRows rows = CsvRows.of(file)) {
      Replayer replayer =
          new Replayer("localhost:" + nobody, Replay.of("t"), count -> {}, Duration.ofSeconds(1));
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(() -> replayer.replay(rows))
          .withMessage("no Kafka broker answers at localhost:" + nobody + " within 1 s");
    }
  }

  @Test
  void aWrongAddressIsAWrongOption() throws IOException {
    Path file = write("a", "1");
    try (CsvRows rows = CsvRows.of(file)) {
      Replayer replayer = new Replayer("localhost", Replay.of("t"), count -> {});
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(() -> replayer.replay(rows))
          .withMessageStartingWith("--bootstrap-servers localhost: ")
          .matches(DemoFailure::wrongUse);
    }
  }

  @Test
  void aPortInUseIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(() -> InProcessBroker.start(port))
          .withMessageStartingWith("port " + port + " of 127.0.0.1 cannot be had: ")
          .matches(failure -> !failure.wrongUse());
    }
  }

  @Test
  void aGivenDirectoryKeepsItsRecordsForTheNextStart() throws IOException {
    Path data = directory.resolve("broker");
    Path file = write("time,a", "2001-01-01,1", "2001-06-30,2");
    try (InProcessBroker first = InProcessBroker.start(0, data)) {
      first.createTopics(Map.of("kept", 2));
      first.createTopics(Map.of("kept", 2));
      new Replayer(first.bootstrapServers(), Replay.of("kept"), count -> {})
          .replay(CsvRows.of(file));
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(() -> InProcessBroker.start(0, data))
          .withMessage("data directory " + data + " is in use by another broker");
    }
    try (InProcessBroker second = InProcessBroker.start(0, data)) {
      assertThat(values(read(second, "kept", 2, 2)))
          .containsExactly(
              "{\"time\":\"2001-01-01\",\"a\":1}", "{\"time\":\"2001-06-30\",\"a\":2}");
    }
    assertThat(data).exists();
  }

  @Test
  void aDirectoryWithOtherThingsIsLeftAlone() throws IOException {
    write("a", "1");
    assertThatExceptionOfType(DemoFailure.class)
        .isThrownBy(() -> InProcessBroker.start(0, directory))
        .withMessageContaining("holds files that are not a broker's");
  }

  private static void completeAt(CompletableFuture<Void> two, long count) {
    if (count == 2) {
      two.complete(null);
    }
  }

  private static long replay(Path file, Replay replay) {
    try (CsvRows rows = CsvRows.of(file)) {
      return new Replayer(broker.bootstrapServers(), replay, count -> {}).replay(rows);
    }
  }

  private Path write(String... lines) throws IOException {
    return Files.writeString(directory.resolve("rows.csv"), String.join("\n", lines) + "\n");
  }

  private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      InProcessBroker from, String topic, int partitions, int count) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            from.bootstrapServers(),
            "auto.offset.reset",
            "earliest",
            "key.deserializer",
            ByteArrayDeserializer.class,
            "value.deserializer",
            ByteArrayDeserializer.class);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
      consumer.assign(
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList());
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      consumer.poll(Duration.ofMillis(200)).forEach(records::add);
    }
    assertThat(records).hasSize(count);
    return records;
  }
}
