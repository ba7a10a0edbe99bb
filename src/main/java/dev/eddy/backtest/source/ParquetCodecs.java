package dev.eddy.backtest.source;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Decompresses pages of Parquet by the libraries that Kafka brings; the library's own way would be
 * through Hadoop's codecs. Safe for use by several threads.
 */
final class ParquetCodecs implements CompressionCodecFactory {
  /** Makes bytes of compressed ones. */
  private interface Unpacking {
    byte[] of(byte[] compressed, int size) throws IOException;
  }

  /** Begins to decompress. */
  private interface Unpacker {
    InputStream of(InputStream compressed) throws IOException;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new Decompressor((bytes, size) -> bytes);
      case SNAPPY -> new Decompressor((bytes, size) -> Snappy.uncompress(bytes));
      case GZIP -> new Decompressor(streamed(GZIPInputStream::new));
      case ZSTD -> new Decompressor(streamed(ZstdInputStream::new));
      default ->
          throw new UnsupportedCodec(
              "is compressed by " + codec + ": must be by SNAPPY, GZIP, ZSTD or not at all");
    };
  }

  private static Unpacking streamed(Unpacker unpacker) {
    return (bytes, size) -> {
      try (InputStream in = unpacker.of(new ByteArrayInputStream(bytes))) {
        return in.readNBytes(size);
      }
    };
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("reads only");
  }

  @Override
  public void release() {}

  /** A file that is compressed by something else. */
  static final class UnsupportedCodec extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedCodec(String sentence) {
      super(sentence);
    }
  }

  private record Decompressor(Unpacking unpacking) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(unpacking.of(bytes.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size)
        throws IOException {
      byte[] compressed = new byte[compressedSize];
      input.get(compressed);
      output.put(unpacking.of(compressed, size));
    }

    @Override
    public void release() {}
  }
}
