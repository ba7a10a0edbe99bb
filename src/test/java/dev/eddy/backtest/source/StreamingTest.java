package dev.eddy.backtest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.spec.TopologySpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * What is held of an input does not grow with it: never is more than a little read ahead of the row
 * that is asked for, and what was read is let go.
 */
class StreamingTest {
  private static final long HUNDRED_MEGABYTES = 100_000_000;

  /** Buffers of a text: of its bytes, of what is decompressed, and of lines. */
  private static final long AHEAD = 1 << 18;

  /** What may come and go on the heap beside. */
  private static final long HELD = 16 << 20;

  private static final TopologySpec SPEC =
      Inputs.spec("series: [mote], time: time, targets: [load]");

  @Test
  void rowsOfCsvAreReadAsTheyAreWanted() {
    String rest = "x".repeat(4_000);
    read("time,mote,load,rest\n", n -> 1_000 * n + "," + n % 9 + "," + n + "," + rest + "\n");
  }

  @Test
  void linesOfJsonAreReadAsTheyAreWanted() {
    String rest = "x".repeat(4_000);
    read(
        "",
        n ->
            "{\"time\":"
                + 1_000 * n
                + ",\"mote\":"
                + n % 9
                + ",\"load\":"
                + n
                + ",\"rest\":\""
                + rest
                + "\"}\n");
  }

  private static void read(String header, LongFunction<String> line) {
    Generated text = new Generated(header, line);
    long given = header.length();
    long heldFirst = 0;
    long rows = 0;
    try (InputRows input = new StandardInput(text).open(SPEC)) {
      for (Optional<InputRow> row = input.next(); row.isPresent(); row = input.next()) {
        assertThat(row.get().observation().orElseThrow().targets()[0]).isEqualTo(rows);
        given += line.apply(rows).length();
        rows++;
        assertThat(text.read - given).isBetween(0L, AHEAD);
        if (rows == 2_000) {
          heldFirst = held();
        }
      }
      assertThat(held() - heldFirst).isLessThan(HELD);
    }
    assertThat(given).isEqualTo(text.read).isGreaterThanOrEqualTo(HUNDRED_MEGABYTES);
  }

  private static long held() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** A text that is made as it is read. */
  private static final class Generated extends InputStream {
    private final LongFunction<String> line;
    private InputStream now;
    private long made;
    private long number;
    private long read;

    Generated(String header, LongFunction<String> line) {
      this.line = line;
      this.now = turn(header);
    }

    private InputStream turn(String text) {
      made += text.length();
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = now.read(bytes, offset, length);
      while (count < 0 && made < HUNDRED_MEGABYTES) {
        now = turn(line.apply(number++));
        count = now.read(bytes, offset, length);
      }
      read += Math.max(0, count);
      return count;
    }
  }
}
