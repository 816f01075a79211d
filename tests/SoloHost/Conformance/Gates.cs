using System.Collections.Concurrent;

namespace Conversations.HostTests.Conformance;

/// <summary>Named signals between tests and the grains of the same process, so that no test waits for time to pass.</summary>
public sealed class Gates
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentQueue<string> _notes = new();

    public IReadOnlyList<string> Notes => [.. _notes];

    /// <summary>For grains, whose callers do not wait for ever.</summary>
    public Task Passed(string gate) => Gate(gate).Task;

    /// <summary>For tests.</summary>
    public Task Seen(string gate) => Gate(gate).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Open(string gate) => Gate(gate).TrySetResult();

    public void Note(string note) => _notes.Enqueue(note);

    private TaskCompletionSource Gate(string name) => _gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
