package dev.eddy.demo;

import dev.eddy.backtest.source.CsvRows;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * The real data sets that travel with Eddy; docs/data.md tells their sources, columns and licences.
 */
public enum BundledData {
  /** Departures an hour at eight airports of the United States. */
  AIRPORTS("airports", "airport-departures", "airport-departures", 34_752),
  /** Temperature and humidity from four motes, every 5 seconds. */
  SENSORS("sensors", "wireless-sensors", "sensor-readings", 18_914),
  /** Daily reference rates of the euro against eight currencies. */
  PRICES("prices", "reference-rates", "reference-rates", 57_008);

  private final String topology;
  private final String file;
  private final String topic;
  private final long rows;

  BundledData(String topology, String file, String topic, long rows) {
    this.topology = topology;
    this.file = file;
    this.topic = topic;
    this.rows = rows;
  }

  /** The name of the topology that forecasts it, which is also its file's without the ending. */
  public String topology() {
    return topology;
  }

  /** The name of the resource's file under {@code data/}. */
  public String fileName() {
    return file + ".csv.gz";
  }

  /** The topic that its topology reads. */
  public String topic() {
    return topic;
  }

  /** How many records it holds, without the header. */
  public long rows() {
    return rows;
  }

  /** Its rows. The caller closes them. */
  public CsvRows open() {
    try {
      return CsvRows.of(fileName(), new GZIPInputStream(new BufferedInputStream(compressed())));
    } catch (IOException e) {
      throw new IllegalStateException("resource data/" + fileName() + " is damaged", e);
    }
  }

  private InputStream compressed() {
    InputStream resource = BundledData.class.getResourceAsStream("/data/" + fileName());
    if (resource == null) {
      throw new IllegalStateException("resource data/" + fileName() + " is missing from the build");
    }
    return resource;
  }
}
