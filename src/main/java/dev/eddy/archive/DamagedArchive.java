package dev.eddy.archive;

/** Stored bytes that do not fit the object they are loaded into. The object is then unusable. */
public final class DamagedArchive extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what was expected and what was found. */
  public DamagedArchive(String message) {
    super(message);
  }
}
