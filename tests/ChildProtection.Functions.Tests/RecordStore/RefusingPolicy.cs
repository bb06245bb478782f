using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ChildProtection.Functions.Tests.RecordStore;

/// <summary>The service as it refuses some requests for ever, with 400.</summary>
/// <param name="isRefused">Which.</param>
internal sealed class RefusingPolicy(Predicate<Request> isRefused) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Check(message);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Check(message);
        return ProcessNextAsync(message, pipeline);
    }

    private void Check(HttpMessage message)
    {
        if (isRefused(message.Request))
            throw new RequestFailedException(400, "Refused, says the test.", "PropertyValueTooLarge", innerException: null);
    }
}
