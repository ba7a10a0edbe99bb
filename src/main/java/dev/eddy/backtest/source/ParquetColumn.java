package dev.eddy.backtest.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.LogicalTypeAnnotationVisitor;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * How the values of a column are written in a cell: numbers so that reading gives the same double,
 * points in time as milliseconds from the epoch, local times and dates in ISO-8601. Immutable.
 */
final class ParquetColumn {
  private static final int INT96_BYTES = 12;
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  private ParquetColumn() {}

  /**
   * The writer of a column's cells.
   *
   * @return empty for a type that holds neither number, text nor time
   */
  static Optional<Function<ColumnReader, String>> cells(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return logical == null ? plain(type) : logical.accept(new Annotated(type));
  }

  private static Optional<Function<ColumnReader, String>> plain(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> Optional.of(column -> Integer.toString(column.getInteger()));
      case INT64 -> Optional.of(column -> Long.toString(column.getLong()));
      case FLOAT -> Optional.of(column -> Double.toString(column.getFloat()));
      case DOUBLE -> Optional.of(column -> Double.toString(column.getDouble()));
      case BINARY -> Optional.of(column -> column.getBinary().toStringUsingUTF8());
      case INT96 -> Optional.of(column -> Long.toString(julianMillis(column.getBinary())));
      default -> Optional.empty();
    };
  }

  /** What older writers keep points in time as: nanoseconds of a day, and the Julian day. */
  private static long julianMillis(Binary value) {
    ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(), 0, INT96_BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong();
    return (bytes.getInt() - JULIAN_DAY_OF_EPOCH) * DAY_MILLIS + nanos / 1_000_000;
  }

  /** The writers of columns whose type says more than how values are stored. */
  private static final class Annotated
      implements LogicalTypeAnnotationVisitor<Function<ColumnReader, String>> {
    private final PrimitiveType type;

    Annotated(PrimitiveType type) {
      this.type = type;
    }

    @Override
    public Optional<Function<ColumnReader, String>> visit(StringLogicalTypeAnnotation text) {
      return plain(type);
    }

    @Override
    public Optional<Function<ColumnReader, String>> visit(EnumLogicalTypeAnnotation text) {
      return plain(type);
    }

    @Override
    public Optional<Function<ColumnReader, String>> visit(IntLogicalTypeAnnotation whole) {
      if (whole.isSigned()) {
        return plain(type);
      }
      return Optional.of(
          type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32
              ? column -> Integer.toUnsignedString(column.getInteger())
              : column -> Long.toUnsignedString(column.getLong()));
    }

    @Override
    public Optional<Function<ColumnReader, String>> visit(DecimalLogicalTypeAnnotation decimal) {
      int scale = decimal.getScale();
      Function<ColumnReader, BigInteger> unscaled =
          switch (type.getPrimitiveTypeName()) {
            case INT32 -> column -> BigInteger.valueOf(column.getInteger());
            case INT64 -> column -> BigInteger.valueOf(column.getLong());
            default -> column -> new BigInteger(column.getBinary().getBytes());
          };
      return Optional.of(column -> new BigDecimal(unscaled.apply(column), scale).toPlainString());
    }

    @Override
    public Optional<Function<ColumnReader, String>> visit(DateLogicalTypeAnnotation date) {
      return Optional.of(column -> LocalDate.ofEpochDay(column.getInteger()).toString());
    }

    @Override
    public Optional<Function<ColumnReader, String>> visit(TimestampLogicalTypeAnnotation time) {
      long unitsOfMilli =
          switch (time.getUnit()) {
            case MILLIS -> 1;
            case MICROS -> 1_000;
            case NANOS -> 1_000_000;
          };
      return Optional.of(
          time.isAdjustedToUTC()
              ? column -> Long.toString(Math.floorDiv(column.getLong(), unitsOfMilli))
              : column -> local(Math.floorDiv(column.getLong(), unitsOfMilli)));
    }

    private static String local(long millis) {
      long second = Math.floorDiv(millis, 1_000L);
      int nanos = (int) Math.floorMod(millis, 1_000L) * 1_000_000;
      return LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC).toString();
    }
  }
}
