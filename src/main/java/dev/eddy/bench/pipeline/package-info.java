/**
 * The engine measured between topics, beside a bare stream that does the same to Kafka.
 *
 * <pre>
 *   Workload ─► Feed ─► topic ─► MeasuredEngine | Passthrough | EngineProcess ─► topic
 *                                     └── Mark                  CommittedTopic ◄┘
 *   PipelineBench ─► SpeedCase, LatencyCase, RestoreCase, ScaleCase ─► Row
 * </pre>
 */
package dev.eddy.bench.pipeline;
