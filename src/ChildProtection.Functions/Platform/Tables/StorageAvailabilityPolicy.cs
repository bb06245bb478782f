using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>The one place that distinguishes "storage is away" from every other failure, after the pipeline's own retries.</summary>
internal sealed class StorageAvailabilityPolicy : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        catch (Exception exception) when (IsNetwork(exception) && !message.CancellationToken.IsCancellationRequested)
        {
            throw new StorageUnavailableException(
                $"Table storage at {message.Request.Uri.Host} cannot be reached: {exception.GetBaseException().Message}", exception);
        }

        ThrowIfAway(message);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        ThrowIfAway(message);
    }

    private static void ThrowIfAway(HttpMessage message)
    {
        if (message.HasResponse && message.Response.Status is 408 or 429 or >= 500)
            throw new StorageUnavailableException(string.Create(CultureInfo.InvariantCulture,
                $"Table storage at {message.Request.Uri.Host} answers {message.Response.Status} {message.Response.ReasonPhrase}."));
    }

    private static bool IsNetwork(Exception exception) => exception switch
    {
        AggregateException many => many.InnerExceptions.All(IsNetwork),
        RequestFailedException failed => failed.Status == 0,
        IOException or HttpRequestException or OperationCanceledException => true,
        _ => false,
    };
}
