/**
 * Where rows of history come from, whatever they are kept in.
 *
 * <pre>
 *   RowSource  FileSource, StandardInput, TopicSource, BoundedSource
 *       │ open
 *   InputRows  CsvInput, JsonLines, ParquetRows, TopicRows: decode as production does
 *       │ next
 *   InputRow   an observation or a rejection, and where it stands
 *
 *   TableSource  FileSource, StandardInput: cells, before there is a topology
 *       │ openTable
 *   TableRows    CsvTable, JsonTable, ParquetTable
 *       │ next
 *   TableRow     cells, or what is wrong with them
 * </pre>
 */
package dev.eddy.backtest.source;
