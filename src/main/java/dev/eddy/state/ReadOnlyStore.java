package dev.eddy.state;

/** A store in which nothing that is put stays. Not safe for use by several threads. */
final class ReadOnlyStore implements SeriesStore {
  private final SeriesStore store;
  private boolean whole = true;

  ReadOnlyStore(SeriesStore store) {
    this.store = store;
  }

  /** False once a reader found something damaged, and wanted to mend it. */
  boolean whole() {
    return whole;
  }

  @Override
  public byte[] snapshot(String series, int slot) {
    return store.snapshot(series, slot);
  }

  @Override
  public byte[] entry(String series, int place) {
    return store.entry(series, place);
  }

  @Override
  public void putSnapshot(String series, int slot, byte[] snapshot) {
    whole = false;
  }

  @Override
  public void putEntry(String series, int place, byte[] entry) {
    whole = false;
  }

  @Override
  public void rejectSnapshot(String series, int slot, String why) {
    whole = false;
  }

  @Override
  public void rejectEntry(String series, int place, String why) {
    whole = false;
  }
}
