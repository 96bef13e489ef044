/// Why a run of a sweep may not change a variable from outside of it, and what to do. The compiler finds it where the run
/// captures the variable, the running block where it is the notebook's own.
package func sentence(onChangeInRun name: String) -> String {
    "a run of a sweep changes '\(name)', which the other runs see too: they go at once and in no fixed order, and those that "
        + "are kept from an earlier build don't go again, so its value would be chance; declare it inside the run, and "
        + "hand out what comes of it with 'run.record'"
}
