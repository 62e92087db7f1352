package dev.lamina.graph.plan;

import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.TrainingGraph;

/**
 * A network ready to be emitted.
 *
 * @param model shapes and parameters
 * @param training optimised training graph
 * @param trainingPlan its memory
 * @param inference optimised inference graph
 * @param inferencePlan its memory
 * @param parameters the layout of the parameter and gradient arenas
 * @param states the layout of the state arena
 */
public record PlannedNetwork(
    ShapedGraph model,
    TrainingGraph training,
    MemoryPlan trainingPlan,
    InferenceGraph inference,
    MemoryPlan inferencePlan,
    ArenaLayout parameters,
    ArenaLayout states) {}
