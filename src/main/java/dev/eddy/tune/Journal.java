package dev.eddy.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.report.ResultJson;
import dev.eddy.forecast.JsonNumbers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was tried, kept as it is found, so that a search that was stopped goes on: a first line that
 * says of what, then a JSON object a trial, in whatever order they ended. For one thread; no other
 * process writes the same one.
 */
final class Journal implements Closeable {
  private static final ObjectMapper READER = new ObjectMapper();
  private static final String OF = "of";

  private final Path file;
  private final FileChannel channel;
  private final Map<List<Number>, Trial> trials = new HashMap<>(); // by share and candidate

  /**
   * Opens it, or makes it.
   *
   * @param of what is tried on what, equal for trials that may be taken over
   * @throws BacktestFailure if it is one of other trials, or is being written
   */
  Journal(Path file, String of) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      requireAlone();
      String text = read();
      int complete = text.lastIndexOf('\n') + 1; // what follows was cut off by the end of a process
      channel.truncate(text.substring(0, complete).getBytes(StandardCharsets.UTF_8).length);
      channel.position(channel.size());
      if (complete == 0) {
        append(json -> json.writeStringField(OF, of));
      } else {
        take(text.substring(0, complete).split("\n"), of);
      }
    } catch (BacktestFailure e) {
      throw e.closing(channel);
    }
  }

  private void requireAlone() throws IOException {
    boolean alone;
    try {
      alone = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      alone = false;
    }
    if (!alone) {
      throw BacktestFailure.ofUse(file + ": another eddy tune is writing it");
    }
  }

  private String read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until all is read
    }
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }

  private void take(String[] lines, String of) {
    for (int i = 0; i < lines.length; i++) {
      try {
        JsonNode line = READER.readTree(lines[i]);
        if (i == 0) {
          requireSame(line.path(OF).asText(), of);
        } else {
          keep(trial(line));
        }
      } catch (JsonProcessingException e) {
        throw BacktestFailure.ofUse(
            file + ":" + (i + 1) + ": is no line of a journal; remove the file to begin anew");
      }
    }
  }

  private void requireSame(String written, String of) {
    if (!written.equals(of)) {
      throw BacktestFailure.ofUse(
          file
              + ": is of a search with another topology, other rows or another score; name another"
              + " --out, or remove it to begin anew");
    }
  }

  private static Trial trial(JsonNode line) {
    List<String> values = new ArrayList<>();
    line.path("values").forEach(value -> values.add(value.asText()));
    return new Trial(
        line.path("share").asDouble(),
        line.path("candidate").asInt(),
        values,
        line.path("skill").asDouble(Double.NaN));
  }

  /** What a candidate scored on such a share, if that was tried. */
  Optional<Trial> find(Candidate candidate, double share) {
    return Optional.ofNullable(trials.get(List.of(share, candidate.number())))
        .filter(trial -> trial.values().equals(candidate.values()));
  }

  /** Keeps a trial, at once. */
  void add(Trial trial) throws IOException {
    keep(trial);
    append(
        json -> {
          JsonNumbers.write(json, "share", trial.share());
          json.writeNumberField("candidate", trial.candidate());
          json.writeArrayFieldStart("values");
          for (String value : trial.values()) {
            json.writeString(value);
          }
          json.writeEndArray();
          JsonNumbers.write(json, "skill", trial.skill());
        });
  }

  private void keep(Trial trial) {
    trials.put(List.of(trial.share(), trial.candidate()), trial);
  }

  private void append(ResultJson.Fields fields) throws IOException {
    ByteBuffer line = StandardCharsets.UTF_8.encode(ResultJson.write(fields));
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
