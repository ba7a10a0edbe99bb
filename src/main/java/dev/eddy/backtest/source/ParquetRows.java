package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.InputRow.Position;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.Rejection;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.series.RowDecoder;
import dev.eddy.series.UnsuitableHeader;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Rows of a Parquet file. Holds the columns that the topology needs of one row group, as they are
 * stored. For one thread.
 */
final class ParquetRows implements InputRows {
  private final Path file;
  private final ParquetFileReader reader;
  private final List<String> allColumns;
  private final List<Column> columns;
  private final RowDecoder decoder;
  private final TopologySpec spec;
  private final EarlyEnd end = new EarlyEnd();
  private final TimeForms forms = new TimeForms();
  private final MessageType wanted;
  private final ColumnReader[] readers;
  private long leftInGroup;
  private long count;

  /** A column that is read, and how its values are written in a cell. */
  private record Column(ColumnDescriptor descriptor, Function<ColumnReader, String> cells) {}

  private ParquetRows(Path file, ParquetFileReader reader, TopologySpec spec) {
    this.file = file;
    this.reader = reader;
    this.spec = spec;
    MessageType schema = reader.getFileMetaData().getSchema();
    this.allColumns = schema.getFields().stream().map(Type::getName).toList();
    List<String> names = needed(spec.source(), spec.forecast().horizon(), allColumns);
    this.decoder = decoder(names);
    this.wanted = new MessageType(schema.getName(), names.stream().map(schema::getType).toList());
    this.columns = wanted.getFields().stream().map(this::column).toList();
    this.readers = new ColumnReader[columns.size()];
    reader.setRequestedSchema(wanted);
  }

  /**
   * Reads what the file says of itself.
   *
   * @throws BacktestFailure if it cannot be read, or has not the columns that the topology needs
   */
  static ParquetRows of(Path file, TopologySpec spec) {
    InputBytes.requireFile(file);
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ParquetCodecs())
            .build();
    ParquetFileReader reader;
    try {
      reader = ParquetFileReader.open(new LocalInputFile(file), options);
    } catch (IOException | RuntimeException e) {
      throw BacktestFailure.ofUse(
          file
              + ": cannot be read as Parquet, which ends in a table of its contents: the file is"
              + " another, or cut off; fetch or write the whole of it ("
              + reason(e)
              + ")");
    }
    try {
      return new ParquetRows(file, reader, spec);
    } catch (BacktestFailure e) {
      throw e.closing(reader);
    }
  }

  /** Those columns of the file that the topology reads. */
  private static List<String> needed(SourceSpec source, int horizon, List<String> there) {
    Set<String> names = new LinkedHashSet<>(source.series());
    source.time().ifPresent(names::add);
    names.addAll(source.targets());
    names.addAll(source.inputs());
    for (String known : source.known()) {
      names.add(known);
      for (int ahead = 1; ahead <= horizon; ahead++) {
        names.add(known + "+" + ahead);
      }
    }
    return names.stream().filter(there::contains).toList();
  }

  private RowDecoder decoder(List<String> names) {
    try {
      return new ObservationDecoder(spec).rowDecoder(names);
    } catch (UnsuitableHeader e) {
      throw InputFailure.ofColumns(file.toString(), e, allColumns);
    }
  }

  private Column column(Type type) {
    boolean isFlat = type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED);
    Optional<Function<ColumnReader, String>> cells =
        isFlat ? ParquetColumn.cells(type.asPrimitiveType()) : Optional.empty();
    if (cells.isEmpty()) {
      throw BacktestFailure.ofUse(
          file
              + ": column "
              + type.getName()
              + ": is "
              + kind(type)
              + ": must be numbers, text or times");
    }
    if (spec.source().series().contains(type.getName()) && isFloating(type.asPrimitiveType())) {
      throw BacktestFailure.ofUse(
          file + ": column " + type.getName() + ": names series: must be text or whole numbers");
    }
    return new Column(wanted.getColumnDescription(new String[] {type.getName()}), cells.get());
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

  private static boolean isFloating(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE
        || type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Optional<InputRow> next() {
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

  private InputRow read() {
    String[] cells = new String[readers.length];
    for (int i = 0; i < cells.length; i++) {
      Column column = columns.get(i);
      boolean isThere =
          readers[i].getCurrentDefinitionLevel() == column.descriptor().getMaxDefinitionLevel();
      cells[i] = isThere ? column.cells().apply(readers[i]) : null;
      readers[i].consume();
    }
    leftInGroup--;
    long number = count++;
    Position position = Position.of(count);
    return InputRow.decoded(
        position,
        () -> {
          Observation observation = decoder.decode(cells, number);
          forms.add(decoder.timeForm(), position);
          return observation;
        });
  }

  @Override
  public double share() {
    return (double) count / Math.max(1, reader.getRecordCount());
  }

  @Override
  public List<String> columns() {
    return allColumns;
  }

  @Override
  public String emptiness() {
    return "has no rows";
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(end.notes(name()));
    notes.addAll(forms.notes(spec.source().zoneId()));
    return notes;
  }

  @Override
  public String sha256() {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digested = new DigestInputStream(in, Sha256.digest())) {
      digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          file + ": cannot be read on: " + BacktestFailure.reason(e), e);
    }
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
