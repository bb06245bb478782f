namespace Microsoft.Azure.Functions.Worker;

/// <summary>Something went wrong between the host and a function.</summary>
public class FunctionWorkerException : Exception
{
    internal FunctionWorkerException(string message)
        : base(message)
    {
    }

    internal FunctionWorkerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
