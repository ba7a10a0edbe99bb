package dev.eddy.state;

/** A store in which nothing that is put stays. */
final class ReadOnlyStore implements SeriesStore {
  private final SeriesStore store;

  ReadOnlyStore(SeriesStore store) {
    this.store = store;
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
  public void putSnapshot(String series, int slot, byte[] snapshot) {}

  @Override
  public void putEntry(String series, int place, byte[] entry) {}

  @Override
  public void rejectSnapshot(String series, int slot, String why) {}

  @Override
  public void rejectEntry(String series, int place, String why) {}
}
