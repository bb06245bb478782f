using Azure.Core;
using Azure.Core.Pipeline;

namespace ChildProtection.Functions.Tests.Retention;

/// <summary>The process, as the store sees one that ends: the first so many requests are served, and then none.</summary>
/// <param name="failure">What the caller sees; an ended process unless given.</param>
internal sealed class FailingPolicy(Func<Exception>? failure = null) : HttpPipelinePolicy
{
    private int _left = int.MaxValue;

    /// <summary>How many requests were let through since <see cref="After"/>.</summary>
    public int Served { get; private set; }

    public void After(int requests) => (_left, Served) = (requests, 0);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count();
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count();
        return ProcessNextAsync(message, pipeline);
    }

    private void Count()
    {
        if (_left-- <= 0)
            throw failure?.Invoke() ?? new EndedException();
        Served++;
    }
}

internal sealed class EndedException : Exception;
