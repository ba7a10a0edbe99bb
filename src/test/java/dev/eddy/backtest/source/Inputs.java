package dev.eddy.backtest.source;

import dev.eddy.backtest.replay.ReplayFixture;
import dev.eddy.series.Observation;
import dev.eddy.series.Rejection;
import dev.eddy.spec.TopologySpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Topologies, files, and what is read of them, in words. */
final class Inputs {
  private Inputs() {}

  /** With these lines in its source. */
  static TopologySpec spec(String source) {
    return ReplayFixture.spec(
        "name: garden\nsource: {topic: t, " + source + "}\nforecast: {horizon: 2}\n");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bytes(text));
    }
    return bytes.toByteArray();
  }

  /** Puts values into a group's fields. */
  interface Row {
    void fill(Group group);
  }

  static Path parquet(Path file, CompressionCodecName codec, String schema, Row... rows)
      throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(type)
            .withCompressionCodec(codec)
            .withRowGroupRowCountLimit(2)
            .build()) {
      for (Row row : rows) {
        Group group = new SimpleGroup(type);
        row.fill(group);
        writer.write(group);
      }
    }
    return file;
  }

  /** Each row as {@code position series time [targets] [inputs]}, or {@code position!rejection}. */
  static List<String> read(RowSource source, TopologySpec spec) {
    List<String> words = new ArrayList<>();
    try (InputRows rows = source.open(spec)) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        words.add(words(row.get()));
      }
    }
    return words;
  }

  private static String words(InputRow row) {
    if (row.rejection().isPresent()) {
      Rejection why = row.rejection().get();
      return row.position() + "!" + why.reason().label() + ": " + why.detail();
    }
    Observation seen = row.observation().orElseThrow();
    return row.position()
        + " "
        + seen.series()
        + " "
        + seen.epochMillis()
        + " "
        + Arrays.toString(seen.targets())
        + " "
        + Arrays.toString(seen.inputs());
  }
}
