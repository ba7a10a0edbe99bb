package dev.eddy.backtest.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a text in UTF-8, one by one, however wrong a line may be. Holds one line, of at most
 * {@link #LONGEST} bytes, and those that were put back. For one thread.
 */
final class TextLines implements Closeable {
  /** The most bytes that a line may have. */
  static final int LONGEST = 1 << 20;

  /** Of a last line that is not as it should be, and has no end. */
  static final String ENDS_IN_LINE =
      "the text ends in this line, as if cut off: look whether the rest of it is missing";

  private static final int CHUNK = 1 << 16;

  private final InputStream text;
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final byte[] chunk = new byte[CHUNK];
  private final Deque<Line> returned = new ArrayDeque<>();
  private int chunkAt;
  private int chunkEnd;
  private byte[] bytes = new byte[1 << 8];
  private long number;

  /**
   * A line.
   *
   * @param number from 1
   * @param text without its end; empty if there is a fault
   * @param end as it stands there, such as CR LF; empty if there is a fault
   */
  record Line(long number, String text, String end, Optional<String> fault) {
    static Line broken(long number, String fault) {
      return new Line(number, "", "", Optional.of(fault));
    }

    /** True if there is nothing before its end. */
    boolean isEmpty() {
      return fault.isEmpty() && text.isEmpty();
    }
  }

  TextLines(InputStream text) {
    this.text = text;
  }

  /** The next line; empty at the end. */
  Optional<Line> next() throws IOException {
    if (!returned.isEmpty()) {
      return Optional.of(returned.pop());
    }
    int length = 0;
    boolean any = false;
    boolean isEnded = false;
    while (!isEnded && (chunkAt < chunkEnd || refill())) {
      any = true;
      int end = endOfLine();
      length = append(length, end);
      isEnded = end < chunkEnd;
      chunkAt = isEnded ? end + 1 : end;
    }
    return any ? Optional.of(line(length, isEnded)) : Optional.empty();
  }

  /** Gives lines back, to be read again in their order. */
  void putBack(List<Line> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      returned.push(lines.get(i));
    }
  }

  private boolean refill() throws IOException {
    chunkAt = 0;
    chunkEnd = Math.max(0, text.read(chunk, 0, CHUNK)); // all there is before it breaks off
    return chunkEnd > 0;
  }

  private int endOfLine() {
    int end = chunkAt;
    while (end < chunkEnd && chunk[end] != '\n') {
      end++;
    }
    return end;
  }

  /** Adds what the chunk has of the line; of a line that is too long, only the length. */
  private int append(int length, int end) {
    int total = Math.min(length + end - chunkAt, LONGEST + 1);
    if (total <= LONGEST) {
      if (total > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(total, 2 * bytes.length));
      }
      System.arraycopy(chunk, chunkAt, bytes, length, end - chunkAt);
    }
    return total;
  }

  private Line line(int length, boolean isEnded) {
    number++;
    if (length > LONGEST) {
      return Line.broken(number, "more than " + LONGEST + " bytes in a line");
    }
    boolean hasReturn = length > 0 && bytes[length - 1] == '\r';
    ByteBuffer text = ByteBuffer.wrap(bytes, 0, hasReturn ? length - 1 : length);
    String end = (hasReturn ? "\r" : "") + (isEnded ? "\n" : "");
    try {
      return new Line(number, utf8.decode(text).toString(), end, Optional.empty());
    } catch (CharacterCodingException e) {
      return Line.broken(number, "must be UTF-8");
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
