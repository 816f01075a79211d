using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Something a call can be addressed to: a grain, a reference to one, or an observer.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Marks grain interfaces.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain interface whose grains are named by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain interface whose grains are named by a number.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>Marks interfaces by which grains call back to objects outside of grains.</summary>
    public interface IGrainObserver : IAddressable;

    /// <summary>What every grain class is, with or without <see cref="Grain"/> as its base.</summary>
    public interface IGrainBase
    {
        IGrainContext GrainContext { get; }

        /// <summary>Runs once, before the first call.</summary>
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        /// <summary>Runs once, after the last call; not run when the process dies.</summary>
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }
}
