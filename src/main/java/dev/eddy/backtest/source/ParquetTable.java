package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.series.Rejection;
import dev.eddy.series.Rejection.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Columns of a Parquet file. Holds those of one row group, as they are stored. For one thread. */
final class ParquetTable implements TableRows {
  private final Path file;
  private final ParquetFileReader reader;
  private final List<String> allColumns;
  private final EarlyEnd end = new EarlyEnd();
  private MessageType wanted;
  private List<Column> columns = List.of();
  private ColumnReader[] readers = new ColumnReader[0];
  private long leftInGroup;
  private long count;

  /** A column that is read, and how its values are written in a cell. */
  private record Column(ColumnDescriptor descriptor, Function<ColumnReader, String> cells) {}

  private ParquetTable(Path file, ParquetFileReader reader) {
    this.file = file;
    this.reader = reader;
    this.wanted = reader.getFileMetaData().getSchema();
    this.allColumns = wanted.getFields().stream().map(Type::getName).toList();
  }

  /**
   * Reads what the file says of itself; of no column yet, until {@link #choose} names some.
   *
   * @throws BacktestFailure if it cannot be read
   */
  static ParquetTable closed(Path file) {
    InputBytes.requireFile(file);
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ParquetCodecs())
            .build();
    try {
      return new ParquetTable(file, ParquetFileReader.open(new LocalInputFile(file), options));
    } catch (IOException | RuntimeException e) {
      throw BacktestFailure.ofUse(
          file
              + ": cannot be read as Parquet, which ends in a table of its contents: the file is"
              + " another, or cut off; fetch or write the whole of it ("
              + reason(e)
              + ")");
    }
  }

  /**
   * All columns that hold numbers, texts or times.
   *
   * @throws BacktestFailure if it cannot be read
   */
  static ParquetTable of(Path file) {
    ParquetTable table = closed(file);
    table.choose(
        table.wanted.getFields().stream()
            .filter(type -> cells(type).isPresent())
            .map(Type::getName)
            .toList());
    return table;
  }

  /**
   * Reads these columns, before the first row.
   *
   * @param names of columns that are there
   * @throws BacktestFailure if one holds neither numbers, text nor times
   */
  void choose(List<String> names) {
    MessageType schema = wanted;
    wanted = new MessageType(schema.getName(), names.stream().map(schema::getType).toList());
    columns = wanted.getFields().stream().map(this::column).toList();
    readers = new ColumnReader[columns.size()];
    reader.setRequestedSchema(wanted);
  }

  /** All columns of the file, those too that are not read. */
  List<String> allColumns() {
    return allColumns;
  }

  private Column column(Type type) {
    Function<ColumnReader, String> cells =
        cells(type)
            .orElseThrow(
                () ->
                    BacktestFailure.ofUse(
                        file
                            + ": column "
                            + type.getName()
                            + ": is "
                            + kind(type)
                            + ": must be numbers, text or times"));
    return new Column(wanted.getColumnDescription(new String[] {type.getName()}), cells);
  }

  private static Optional<Function<ColumnReader, String>> cells(Type type) {
    boolean isFlat = type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED);
    return isFlat ? ParquetColumn.cells(type.asPrimitiveType()) : Optional.empty();
  }

  private static String kind(Type type) {
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return "nested";
    }
    Object logical = type.getLogicalTypeAnnotation();
    return logical == null
        ? type.asPrimitiveType().getPrimitiveTypeName().toString()
        : logical.toString();
  }

  /** True if the values of a column, which is there and is read, are floating numbers. */
  boolean isFloating(String name) {
    PrimitiveTypeName type = wanted.getType(name).asPrimitiveType().getPrimitiveTypeName();
    return type == PrimitiveTypeName.DOUBLE || type == PrimitiveTypeName.FLOAT;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public List<String> columns() {
    return wanted.getFields().stream().map(Type::getName).toList();
  }

  @Override
  public Optional<TableRow> next() {
    if (end.isReached()) {
      return Optional.empty();
    }
    try {
      while (leftInGroup == 0) {
        PageReadStore pages = reader.readNextRowGroup();
        if (pages == null) {
          return Optional.empty();
        }
        begin(pages);
      }
      return Optional.of(read());
    } catch (ParquetCodecs.UnsupportedCodec e) {
      throw BacktestFailure.ofUse(file + ": " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      return Optional.of(end.at(count + 1, damage(e)));
    }
  }

  private static Rejection damage(Exception e) {
    return new Rejection(
        Reason.MALFORMED,
        "the file is damaged from this row on ("
            + reason(e)
            + "): what follows is missing; fetch or write it anew");
  }

  private void begin(PageReadStore pages) {
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            pages, new NoConverter(), wanted, reader.getFileMetaData().getCreatedBy());
    for (int i = 0; i < readers.length; i++) {
      readers[i] = store.getColumnReader(columns.get(i).descriptor());
    }
    leftInGroup = pages.getRowCount();
  }

  private TableRow read() {
    String[] cells = new String[readers.length];
    for (int i = 0; i < cells.length; i++) {
      Column column = columns.get(i);
      boolean isThere =
          readers[i].getCurrentDefinitionLevel() == column.descriptor().getMaxDefinitionLevel();
      cells[i] = isThere ? column.cells().apply(readers[i]) : null;
      readers[i].consume();
    }
    leftInGroup--;
    count++;
    return TableRow.of(count, cells);
  }

  /** Which share of the rows has been read, from 0 to 1. */
  double share() {
    return (double) count / Math.max(1, reader.getRecordCount());
  }

  @Override
  public String emptiness() {
    return "has no rows";
  }

  /** A sentence if it broke off. */
  List<String> notes() {
    return end.notes(name());
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(file + ": cannot be closed: " + BacktestFailure.reason(e), e);
    }
  }

  /** The library's own words, of which the first line is enough. */
  private static String reason(Exception e) {
    String words =
        e instanceof IOException io ? BacktestFailure.reason(io) : String.valueOf(e.getMessage());
    return words.lines().findFirst().orElse(words);
  }

  /** Columns are read one value at a time, and put together by nobody but {@link #read}. */
  private static final class NoConverter extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
