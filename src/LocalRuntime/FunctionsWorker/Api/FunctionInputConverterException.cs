namespace Microsoft.Azure.Functions.Worker;

/// <summary>A value could not be converted to a function's parameter.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    internal FunctionInputConverterException(string message)
        : base(message)
    {
    }

    internal FunctionInputConverterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
