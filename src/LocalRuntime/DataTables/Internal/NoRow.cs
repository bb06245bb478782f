using Azure;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>The answer to a read of a row that is not there.</summary>
internal sealed class NoRow<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("There is no such row (status 404). Look at HasValue first.");

    public override Response GetRawResponse() => response;
}
