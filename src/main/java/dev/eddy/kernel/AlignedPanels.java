package dev.eddy.kernel;

/**
 * Matrices for scratch whose columns begin on cache lines, where the collector lets them: a vector
 * that lies across two lines takes two reads, which halves the speed of a product. The collectors
 * G1 and Z put an array of about a region's size at a region's start and leave it there, and its
 * first float comes 16 bytes later; parts of such an array are handed out. Elsewhere they begin
 * anywhere, which takes time and changes no result.
 *
 * <p>Weights that a window reads at every step are copied here first ({@link Panels#copyInto}).
 * Safe for use by several threads. An array is given back when none of its matrices is in use.
 */
public final class AlignedPanels {
  /** Floats of a cache line of 64 bytes. */
  private static final int LINE = 16;

  /** Floats from an array's first to a cache line's start, behind a header of 16 bytes. */
  private static final int FIRST = 12;

  /** Regions are not larger than this, and not smaller than a 32nd of it. */
  private static final long LARGEST = 32L << 20;

  private static final Object LOCK = new Object();
  private static float[] chunk = new float[0];
  private static int next;

  private AlignedPanels() {}

  /** A matrix of zeros, rows padded. */
  public static Panels zeros(int rows, int columns) {
    int padded = Kernel.padded(rows);
    int size = Math.multiplyExact(padded, columns);
    synchronized (LOCK) {
      if (size > chunk.length - next) {
        chunk = new float[Math.max(chunkSize(), FIRST + size)];
        next = FIRST;
      }
      Panels matrix = new Panels(chunk, next, padded, columns);
      next += size + (LINE - size % LINE) % LINE;
      return matrix;
    }
  }

  /** What fills one region: G1 makes some 2,048 of the heap, of a power of two each. */
  private static int chunkSize() {
    long share = Math.max(LARGEST / 32, Runtime.getRuntime().maxMemory() / 2_048);
    long bytes = Math.min(LARGEST, 2 * Long.highestOneBit(share - 1));
    return (int) (bytes / Float.BYTES) - LINE;
  }
}
