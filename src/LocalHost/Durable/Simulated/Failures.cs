using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using LocalHost.Worker;
using Microsoft.DurableTask.Protobuf;

namespace LocalHost.Durable.Simulated;

/// <summary>Failures as the durable extension tells them to orchestrations.</summary>
internal static class Failures
{
    private const string WorkerExit = "Microsoft.Azure.WebJobs.Script.Workers.WorkerProcessExitException";

    /// <summary>What a function that ran too long fails with.</summary>
    public const string Timeout = "Microsoft.Azure.WebJobs.Host.FunctionTimeoutException";

    private static readonly JsonParser Lenient = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>JSON that no browser reads, so nothing but what must be is escaped.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A failure that nothing but a text is known of.</summary>
    public static TaskFailureDetails Unknown(string? message) => new() { ErrorType = "(unknown)", ErrorMessage = message ?? "" };

    /// <summary>The worker packs what an activity threw, and what is within it, as JSON into the first line of the message.</summary>
    public static TaskFailureDetails Of(FunctionFailedException failure)
    {
        var line = failure.Message.Split('\n', 2)[0].Trim();
        if (line.StartsWith('{'))
        {
            try
            {
                return Lenient.Parse<TaskFailureDetails>(line);
            }
            catch (InvalidProtocolBufferException)
            {
                // The message of the exception itself begins with a brace.
            }
        }

        return new()
        {
            ErrorType = failure.Type.Length > 0 ? failure.Type : "(unknown)",
            ErrorMessage = line,
            StackTrace = failure.WorkerStackTrace,
        };
    }

    /// <summary>The worker ended while it ran the activity.</summary>
    public static TaskFailureDetails Of(WorkerProcessExitException exit, string activity) => new()
    {
        ErrorType = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException",
        ErrorMessage = $"Exception while executing function: Functions.{activity}",
        InnerFailure = new() { ErrorType = WorkerExit, ErrorMessage = exit.Message },
    };
}
