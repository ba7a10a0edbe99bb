/**
 * How an object says what it remembers, once, so that saving, loading and measuring cannot differ.
 *
 * <pre>
 *   Archived.archive(Archive) ──► ArchiveWriter   (object to bytes)
 *                             ──► ArchiveReader   (bytes to object)
 *                             ──► ArchiveSize     (how many bytes)
 * </pre>
 *
 * Stands on nothing; everything with state stands on it.
 */
package dev.eddy.archive;
