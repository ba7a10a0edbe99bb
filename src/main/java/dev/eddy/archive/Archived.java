package dev.eddy.archive;

/**
 * Something with a memory that can be saved and goes on, once loaded, bit for bit where it stopped.
 */
public interface Archived {
  /**
   * Walks through everything that this object remembers, always in the same order. What follows
   * from its specification is not walked through: an object is loaded into one that was made from
   * the same specification.
   *
   * @throws DamagedArchive if what is loaded does not fit this object
   */
  void archive(Archive archive);
}
